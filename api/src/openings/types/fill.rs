//! What of an opening is read ahead.

use futures_util::future::BoxFuture;

use super::Opening;
use crate::{
    app::Cx,
    error::Result,
    prefetch::{self, Fill, Selection},
};

impl Fill for Opening {
    fn fill<'a>(
        cx: &'a Cx,
        mut nodes: Vec<&'a mut Self>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        Box::pin(async move {
            let nodes = nodes.as_mut_slice();
            people(cx, nodes, selection).await?;
            let employer = |node: &Self| Some(node.row.employer_id);
            prefetch::one(cx, nodes, selection, "employer", employer, |node| {
                &mut node.employer
            })
            .await?;
            let site = |node: &Self| node.row.establishment_id;
            prefetch::one(cx, nodes, selection, "establishment", site, |node| {
                &mut node.establishment
            })
            .await?;
            let code = |node: &Self| Some(node.soc_key());
            prefetch::one(cx, nodes, selection, "occupation", code, |node| {
                &mut node.occupation
            })
            .await?;
            let id = |node: &Self| node.row.id;
            prefetch::all(cx, nodes, selection, "requirements", id, |node| {
                &mut node.requirements
            })
            .await
        })
    }
}

/// Whose record it is and who wrote it.
async fn people(cx: &Cx, nodes: &mut [&mut Opening], selection: &Selection<'_>) -> Result<()> {
    let agency = |node: &Opening| Some(node.row.agency_id);
    prefetch::one(cx, nodes, selection, "agency", agency, |node| &mut node.agency).await?;
    let author = |node: &Opening| node.row.user_id;
    prefetch::one(cx, nodes, selection, "author", author, |node| &mut node.author).await
}
