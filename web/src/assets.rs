//! Assets: in the binary, compressed once, with a hash of their content in their names, so that browsers keep them for good.

use std::{io::Write as _, sync::LazyLock};

use flate2::{Compression, write::GzEncoder};
use poem::{
    Request, Response, handler,
    http::{StatusCode, header},
};
use sha2::{Digest, Sha256};

/// A file that is served.
#[derive(Debug)]
struct Asset {
    name: String,
    kind: &'static str,
    plain: &'static [u8],
    gzip: Vec<u8>,
}

static STYLE: LazyLock<Asset> = LazyLock::new(|| {
    let plain = include_bytes!("../assets/guildhall.css");
    Asset::new("guildhall", "css", "text/css; charset=utf-8", plain)
});

impl Asset {
    fn new(name: &str, ending: &str, kind: &'static str, plain: &'static [u8]) -> Self {
        use std::fmt::Write as _;
        let mut hash = String::new();
        for byte in &Sha256::digest(plain)[..8] {
            // Writing to a string cannot fail.
            let _ = write!(hash, "{byte:02x}");
        }
        let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
        // Writing to memory does not fail; if it did, the plain bytes would be served.
        let written = encoder.write_all(plain).and_then(|()| encoder.finish());
        Self {
            name: format!("{name}-{hash}.{ending}"),
            kind,
            plain,
            gzip: written.unwrap_or_default(),
        }
    }
}

/// The address of the style sheet.
pub(crate) fn style() -> String {
    format!("/assets/{}", STYLE.name)
}

/// Serves an asset by its name; another hash is another file, which is not here.
#[handler]
pub(crate) fn serve(request: &Request) -> Response {
    let asset = &*STYLE;
    if request.uri().path().strip_prefix("/assets/") != Some(asset.name.as_str()) {
        return Response::builder().status(StatusCode::NOT_FOUND).finish();
    }
    let accepted = request
        .header(header::ACCEPT_ENCODING.as_str())
        .unwrap_or_default();
    let response = Response::builder()
        .header(header::CONTENT_TYPE, asset.kind)
        .header(header::CACHE_CONTROL, "public, max-age=31536000, immutable")
        .header(header::VARY, "accept-encoding")
        .header(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    if accepted.contains("gzip") && !asset.gzip.is_empty() {
        response
            .header(header::CONTENT_ENCODING, "gzip")
            .body(asset.gzip.clone())
    } else {
        response.body(asset.plain)
    }
}
