//! `admin`: the first admin, users and tokens.

use serde_json::json;
use tempfile::TempDir;

use super::{Served, guildhall, sqlite_url};

const ADMIN: [&str; 12] = [
    "admin",
    "create-user",
    "--email",
    "ada@example.org",
    "--name",
    "Ada Quill",
    "--role",
    "admin",
    "--agency",
    "Alder Board",
    "--agency-kind",
    "workforce-board",
];

#[tokio::test]
async fn the_first_admin_is_made_on_a_new_file_and_a_token_works() {
    let dir = TempDir::new().expect("a folder");
    let url = sqlite_url(&dir);
    let made = guildhall(&dir, &url, &[&ADMIN[..], &["--json"]].concat()).await;
    assert_eq!(made.code, 0, "{}", made.err);
    let made = made.json();
    assert_eq!(
        (&made["role"], &made["email"]),
        (&json!("ADMIN"), &json!("ada@example.org"))
    );
    assert_eq!(made["password"].as_str().expect("a password").len(), 20);
    let arguments = [
        "admin",
        "create-token",
        "--user",
        "Ada@Example.org",
        "--name",
        "dashboard",
    ];
    let token = guildhall(&dir, &url, &arguments).await;
    let token = token.out.trim();
    assert!(token.starts_with("ghl_"), "{token}");
    let served = Served::start(&dir, &url).await;
    let (status, text, _) = served.ask(token, "{ users { nodes { email } } }").await;
    assert!(status == 200 && text.contains("ada@example.org"), "{text}");
    let list = guildhall(&dir, &url, &["admin", "list-users"]).await;
    assert!(list.out.starts_with("ADMIN     ada@example.org"), "{}", list.out);
}

#[tokio::test]
async fn what_cannot_be_done_is_said() {
    let dir = TempDir::new().expect("a folder");
    let url = sqlite_url(&dir);
    guildhall(&dir, &url, &ADMIN[..10])
        .await
        .assert_refused(1, "There is no agency named Alder Board");
    assert_eq!(guildhall(&dir, &url, &ADMIN).await.code, 0);
    guildhall(&dir, &url, &ADMIN).await.assert_refused(1, "email: ");
    let mut elsewhere = ADMIN;
    elsewhere[9] = "Beta Board";
    guildhall(&dir, &url, &elsewhere)
        .await
        .assert_refused(1, "email: ");
    guildhall(&dir, &url, &elsewhere[..10])
        .await
        .assert_refused(1, "There is no agency named Beta Board");
    let last = guildhall(&dir, &url, &["admin", "disable-user", "ada@example.org"]).await;
    last.assert_refused(1, "guildhall: This is the last admin");
    let nobody = [
        "admin",
        "create-token",
        "--user",
        "bob@example.org",
        "--name",
        "x",
    ];
    guildhall(&dir, &url, &nobody)
        .await
        .assert_refused(1, "There is no user bob@example.org");
    let king = [
        "admin",
        "create-user",
        "--email",
        "a",
        "--name",
        "b",
        "--role",
        "king",
        "--agency",
        "c",
    ];
    assert_eq!(guildhall(&dir, &url, &king).await.code, 2);
}

#[tokio::test]
async fn who_cannot_come_in_is_helped() {
    let dir = TempDir::new().expect("a folder");
    let url = sqlite_url(&dir);
    assert_eq!(guildhall(&dir, &url, &ADMIN).await.code, 0);
    let reset = guildhall(
        &dir,
        &url,
        &["admin", "reset-password", "Ada@example.org", "--json"],
    )
    .await;
    assert_eq!(reset.code, 0, "{}", reset.err);
    let password = reset.json()["password"].as_str().expect("a password").to_owned();
    assert_eq!(password.len(), 20);
    let served = Served::start(&dir, &url).await;
    let sign_in = async |password: &str| {
        let query = format!(
            "mutation {{ signIn(input: {{email: \"ada@example.org\", password: \"{password}\"}}) {{ userErrors {{ code }} }} }}"
        );
        served
            .answer(reqwest::Client::new().post(served.graphql()), &query)
            .await
            .1
    };
    let comes_in = r#""userErrors":[]"#;
    assert!(sign_in(&password).await.contains(comes_in));
    for _ in 0..5 {
        assert!(sign_in("wrong horse battery").await.contains("UNAUTHENTICATED"));
    }
    assert!(sign_in(&password).await.contains("RATE_LIMITED"));
    let unlocked = guildhall(&dir, &url, &["admin", "unlock-user", "ada@example.org"]).await;
    assert_eq!(
        unlocked.out, "ada@example.org may try again.\n",
        "{}",
        unlocked.err
    );
    assert!(sign_in(&password).await.contains(comes_in));
    let again = guildhall(&dir, &url, &["admin", "unlock-user", "ada@example.org", "--json"]).await;
    assert_eq!(again.json()["wasLocked"], false);
    guildhall(&dir, &url, &["admin", "unlock-user", "bob@example.org"])
        .await
        .assert_refused(1, "There is no user bob@example.org");
}
