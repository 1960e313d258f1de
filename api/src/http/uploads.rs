//! `POST /imports/files?name=events.csv`: a file for import, its bytes as the body.
//!
//! The body is `application/octet-stream`, which a page of another site cannot send without asking first. It is streamed to
//! the folder for files under a name of ours: the caller's name is only shown, it never becomes a path.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use poem::{
    Endpoint, Request, Response,
    http::{Method, StatusCode, header},
};
use serde_json::json;
use sha2::{Digest, Sha256};
use tokio::{
    fs,
    io::{AsyncReadExt, AsyncWriteExt},
};

use super::{
    auth,
    wire::{self, Media, Stop},
};
use crate::{
    accounts::secrets,
    actor::Actor,
    app::{App, Cx},
    error::Error,
    imports::ops,
    private,
};

/// Bytes of a file.
pub(crate) const MOST_BYTES: u64 = 100 << 20;
/// Cost points of an upload.
const COST: u32 = 100;
/// The folder below the one for files.
const FOLDER: &str = "imports";

/// The endpoint.
#[derive(Clone, Copy, Debug)]
pub(super) struct Uploads;

impl Endpoint for Uploads {
    type Output = Response;

    async fn call(&self, request: Request) -> poem::Result<Response> {
        let Some(app) = request.data::<Arc<App>>().cloned() else {
            return Err(StatusCode::INTERNAL_SERVER_ERROR.into());
        };
        let request_id: Arc<str> = app.ids.next_uuid().simple().to_string().into();
        let answer = receive(&app, request, &request_id).await;
        Ok(answer.unwrap_or_else(|stop| stop.into_response(Media::Json, &request_id)))
    }
}

async fn receive(app: &Arc<App>, mut request: Request, request_id: &Arc<str>) -> Result<Response, Stop> {
    if request.method() != Method::POST {
        return Err(bad(StatusCode::METHOD_NOT_ALLOWED, "Files are sent by POST."));
    }
    let kind = request.content_type().map(str::trim);
    if !kind.is_some_and(|kind| kind.eq_ignore_ascii_case("application/octet-stream")) {
        let message = "Send the bytes of the file as application/octet-stream.";
        return Err(bad(StatusCode::UNSUPPORTED_MEDIA_TYPE, message));
    }
    let caller = auth::caller(app, &request).await?;
    if matches!(caller.actor, Actor::Anonymous) {
        return Err(Error::Unauthenticated.into());
    }
    app.rates.take(&caller.payer(), COST, app.clock.now())?;
    let cx = Cx::new(app, caller.actor, Some(Arc::clone(request_id)));
    ops::may_keep_file(&cx)?;
    let name = file_name(&request);
    let file = store(&cx, &name, &mut request).await?;
    let body = json!({ "id": file.id.to_string(), "sha256": file.sha256, "byteCount": file.byte_count });
    let mut response = wire::respond(StatusCode::CREATED, Media::Json, body.to_string(), request_id);
    if let Some(cookie) = caller.cookie.and_then(|cookie| cookie.parse().ok()) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    Ok(response)
}

fn bad(status: StatusCode, message: &str) -> Stop {
    Stop::http(status, "BAD_USER_INPUT", message)
}

/// The name that is shown: what stands after the last slash of the query's `name`.
fn file_name(request: &Request) -> String {
    let query = request.uri().query().unwrap_or_default().as_bytes();
    let name = url::form_urlencoded::parse(query).find(|(key, _)| key == "name");
    let name = name.map(|(_, name)| name.into_owned()).unwrap_or_default();
    let shown = name.rsplit(['/', '\\']).next().unwrap_or_default();
    shown.chars().filter(|letter| !letter.is_control()).collect()
}

/// Streams the body into a file and records it; a body that is too long or breaks off leaves nothing behind.
async fn store(cx: &Cx, name: &str, request: &mut Request) -> Result<entities::import_file::Model, Stop> {
    let stored = Path::new(FOLDER).join(cx.app.ids.next_uuid().simple().to_string());
    let path = cx.app.config.data_dir.join(&stored);
    let kept = match write(&path, request).await {
        Ok((sha256, byte_count)) => ops::keep_file(cx, name, &stored, sha256, byte_count)
            .await
            .map_err(Stop::from),
        Err(stop) => Err(stop),
    };
    if kept.is_err() {
        remove(path).await;
    }
    kept
}

async fn write(path: &Path, request: &mut Request) -> Result<(String, i64), Stop> {
    let lost = |_| bad(StatusCode::BAD_REQUEST, "The body broke off.");
    let full = |error: std::io::Error| Stop::from(Error::internal(error));
    if let Some(folder) = path.parent() {
        private::folder(folder).map_err(full)?;
    }
    let mut file = fs::File::from_std(private::file(path).map_err(full)?);
    let mut body = request.take_body().into_async_read();
    let (mut hash, mut bytes, mut buffer) = (Sha256::new(), 0_u64, vec![0; 1 << 16]);
    loop {
        let length = body.read(&mut buffer).await.map_err(lost)?;
        if length == 0 {
            break;
        }
        bytes += length as u64;
        if bytes > MOST_BYTES {
            let message = "A file may have 100 MB at most.";
            return Err(bad(StatusCode::PAYLOAD_TOO_LARGE, message));
        }
        hash.update(&buffer[..length]);
        file.write_all(&buffer[..length]).await.map_err(full)?;
    }
    if bytes == 0 {
        return Err(bad(StatusCode::BAD_REQUEST, "The file is empty."));
    }
    file.sync_all().await.map_err(full)?;
    let bytes = i64::try_from(bytes).map_err(|error| Stop::from(Error::internal(error)))?;
    Ok((secrets::hex(&hash.finalize()), bytes))
}

async fn remove(path: PathBuf) {
    if let Err(error) = fs::remove_file(&path).await
        && error.kind() != std::io::ErrorKind::NotFound
    {
        tracing::warn!(%error, "an upload that failed could not be removed");
    }
}
