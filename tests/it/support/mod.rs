//! What the tests stand on: databases, settings, an application, people who ask.

pub mod app;
pub mod client;
pub mod real;
pub mod smtp;

pub use app::TestApp;
pub use client::User;
pub use guildhall_tests::{postgres, settings};

/// Runs a test on SQLite and on PostgreSQL: `on_both! { async fn name(t: TestApp) { … } }`.
///
/// Each test gets an application with a migrated database of its own and a clock that stands still.
macro_rules! on_both {
    ($($(#[$meta:meta])* async fn $name:ident($t:ident: TestApp) $body:block)+) => {
        $(
            $(#[$meta])*
            mod $name {
                use super::*;

                async fn check($t: $crate::support::TestApp) $body

                #[tokio::test]
                async fn sqlite() {
                    check($crate::support::TestApp::sqlite().await).await;
                }

                #[tokio::test]
                async fn postgres() {
                    if let Some(t) = $crate::support::TestApp::postgres().await {
                        check(t).await;
                    }
                }
            }
        )+
    };
}
pub(crate) use on_both;

/// Compares an answer with the JSON that is expected, and prints the answer when it differs.
macro_rules! assert_json {
    ($actual:expr, $expected:tt) => {{
        let (actual, expected) = (&$actual, serde_json::json!($expected));
        assert!(
            *actual == expected,
            "{}:{}: the answer is {actual:#}",
            file!(),
            line!()
        );
    }};
}
pub(crate) use assert_json;
