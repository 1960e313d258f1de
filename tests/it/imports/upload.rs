//! `POST /imports/files`.

use std::os::unix::fs::PermissionsExt as _;

use entities::{import_file, user_account::UserRole};
use poem::{
    Request,
    http::{Method, StatusCode},
};
use sea_orm::{EntityTrait, PaginatorTrait};

use crate::support::{TestApp, User, on_both};

/// A request that sends a file.
pub(super) fn request(token: Option<&str>, name: &str, body: impl Into<poem::Body>) -> Request {
    let mut request = Request::builder()
        .method(Method::POST)
        .uri_str(format!("/imports/files?name={name}"))
        .header("content-type", "application/octet-stream");
    if let Some(token) = token {
        request = request.header("authorization", format!("Bearer {token}"));
    }
    request.body(body.into())
}

/// Sends a file; its id.
pub(super) async fn upload(t: &TestApp, user: &User<'_>, text: &str) -> String {
    let answer = t
        .send(request(Some(&user.token), "companies.csv", text.to_owned()))
        .await;
    assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.text);
    answer.json()["id"].as_str().expect("an id").to_owned()
}

on_both! {
    async fn a_file_is_kept_under_a_name_of_ours(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let answer = t.send(request(Some(&cora.token), "..%2F..%2Fetc%2Fpasswd.csv", "Name\nAcme\n")).await;
        assert_eq!(answer.status, StatusCode::CREATED);
        let body = answer.json();
        assert_eq!((&body["byteCount"], body["sha256"].as_str().unwrap().len()), (&serde_json::json!(10), 64));
        let row = import_file::Entity::find().one(t.app.db.read()).await.unwrap().unwrap();
        assert_eq!((row.name.as_str(), row.uploaded_by), ("passwd.csv", Some(cora.id)));
        let stored = t.app.config.data_dir.join(&row.stored_path);
        assert!(row.stored_path.starts_with("imports/") && !row.stored_path.contains("passwd"));
        assert_eq!(std::fs::read_to_string(&stored).unwrap(), "Name\nAcme\n");
        // Nobody else on the machine reads it, or sees that it is there.
        let mode = |path: &std::path::Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&stored), mode(stored.parent().unwrap()), mode(&t.app.config.data_dir)), (0o600, 0o700, 0o700));
    }

    async fn what_is_not_allowed_leaves_nothing(t: TestApp) {
        let (sam, cora) = (t.user(UserRole::Staff).await, t.user(UserRole::Convener).await);
        let mut get = request(Some(&cora.token), "x", "");
        get.set_method(Method::GET);
        let mut text = request(Some(&cora.token), "x", "Name\n");
        text.headers_mut().insert("content-type", "text/plain".parse().unwrap());
        let mut foreign = request(None, "x", "Name\n");
        foreign.headers_mut().insert("sec-fetch-site", "cross-site".parse().unwrap());
        let huge = poem::Body::from_bytes_stream(futures_stream(101));
        for (request, status) in [
            (get, StatusCode::METHOD_NOT_ALLOWED),
            (text, StatusCode::UNSUPPORTED_MEDIA_TYPE),
            (foreign, StatusCode::FORBIDDEN),
            (request(None, "x", "Name\n"), StatusCode::UNAUTHORIZED),
            (request(Some(&sam.token), "x", "Name\n"), StatusCode::FORBIDDEN),
            (request(Some(&cora.token), "x", ""), StatusCode::BAD_REQUEST),
            (request(Some(&cora.token), "x", huge), StatusCode::PAYLOAD_TOO_LARGE),
        ] {
            assert_eq!(t.send(request).await.status, status);
        }
        assert_eq!(import_file::Entity::find().count(t.app.db.read()).await.unwrap(), 0);
        let folder = std::fs::read_dir(t.app.config.data_dir.join("imports")).map_or(0, Iterator::count);
        assert_eq!(folder, 0);
    }
}

/// So many megabytes, made as they are read.
fn futures_stream(megabytes: u32) -> impl futures_util::Stream<Item = Result<Vec<u8>, std::io::Error>> {
    futures_util::stream::iter((0..megabytes).map(|_| Ok(vec![b'x'; 1 << 20])))
}
