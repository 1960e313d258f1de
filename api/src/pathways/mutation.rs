//! Root fields that change pathway maps: parse, call the operation, wrap the payload.

mod edge;
mod map;
mod step;

use entities::ids::PathwayMapId;

use super::{ops::Changed, reads, types::PathwayMap};
use crate::{
    app::Cx,
    error::{Result, UserError},
};

pub use edge::PathwayEdgeMutation;
pub use map::PathwayMapMutation;
pub use step::PathwayStepMutation;

/// A map, a part of it, and what is to be mended.
type Settled<P> = (Option<PathwayMap>, Option<P>, Vec<UserError>);

/// The map and its part after a change, or the errors with the map as it is stored after a conflict. Only then is `map` asked
/// which one it is.
async fn settled<P>(
    cx: &Cx,
    outcome: Result<Changed<P>>,
    map: impl Future<Output = Result<PathwayMapId>>,
) -> Result<Settled<P>> {
    let error = match outcome {
        Ok(Changed { map, part }) => return Ok((Some(PathwayMap::new(map)), Some(part), Vec::new())),
        Err(error) => error,
    };
    let user_errors = error.into_user_errors()?;
    let mut stored = None;
    if UserError::has_conflict(&user_errors) {
        let id = map.await?;
        stored = reads::by_ids(cx, &[id]).await?.remove(&id);
    }
    Ok((stored.map(PathwayMap::new), None, user_errors))
}
