//! What members promise, and what becomes of it.

use entities::role_commitment::{self, CommitmentState};
use sea_orm::ActiveValue::Set;

use super::{DAYS, Stage, found};
use crate::{
    db::Tx,
    demo::region::circles::{CIRCLES, PLACES, Path, SIGNATURES},
    error::Result,
    roles::ops::{self, CommitmentDraft, Step},
};

/// A promise of the region's tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Key {
    /// An employer's: its place in a partnership, and which of its promises.
    Employer(usize, usize),
    /// An agency's signature under the compact.
    Agency(usize),
}

/// The partnership whose agencies sign an agreement: its place among the partnerships.
const COMPACT: usize = 1;

/// Every promise with the day its member joined and how far it came.
pub(super) fn all() -> impl Iterator<Item = (Key, i64, Path)> {
    let employers = PLACES.iter().enumerate().flat_map(|(place, member)| {
        let pledges = member.pledges.iter().enumerate();
        pledges.map(move |(pledge, (_, path))| (Key::Employer(place, pledge), member.joined, *path))
    });
    let day = CIRCLES[COMPACT].day + 5;
    let agencies = SIGNATURES.iter().enumerate();
    employers.chain(agencies.map(move |(turn, path)| (Key::Agency(turn), day, *path)))
}

/// The states a promise comes to, each on a day. What is proposed or committed still is so of late.
pub(super) fn steps(path: Path, joined: i64) -> Vec<(i64, CommitmentState)> {
    use CommitmentState::{Active, Committed, Fulfilled, Lapsed, Proposed};
    let lately = DAYS - 75;
    let begun = [
        (joined + 10, Proposed),
        (joined + 40, Committed),
        (joined + 70, Active),
    ];
    match path {
        Path::Proposed => vec![(lately, Proposed)],
        Path::Committed => vec![(lately - 40, Proposed), (lately, Committed)],
        Path::Active => begun.to_vec(),
        Path::Fulfilled => [&begun[..], &[(joined + 190, Fulfilled)]].concat(),
        Path::Lapsed => [&begun[..], &[(joined + 165, Lapsed)]].concat(),
    }
}

/// The days on which what was promised is done.
pub(super) fn evidence(path: Path, joined: i64) -> Vec<i64> {
    match path {
        Path::Active => vec![joined + 85, joined + 150, joined + 240],
        Path::Fulfilled => vec![joined + 85, joined + 150],
        Path::Proposed | Path::Committed | Path::Lapsed => Vec::new(),
    }
}

/// Proposes a promise, or takes it to its next state.
pub(super) async fn advance(tx: &Tx, stage: &mut Stage, key: Key, next: CommitmentState) -> Result<()> {
    if next == CommitmentState::Proposed {
        return propose(tx, stage, key).await;
    }
    let note = match next {
        CommitmentState::Fulfilled => Some("Done, with thanks from both sides.".to_owned()),
        CommitmentState::Lapsed => Some("Nobody had the time in the end.".to_owned()),
        _ => None,
    };
    let id = found(stage.pledges.get(&key).copied(), "promise")?;
    let step = Step {
        state: next,
        on: None,
        note,
    };
    ops::advance_in(tx, &stage.cx, id, None, step).await?;
    Ok(())
}

async fn propose(tx: &Tx, stage: &mut Stage, key: Key) -> Result<()> {
    let (membership, role) = match key {
        Key::Employer(place, pledge) => {
            let member = &PLACES[place];
            let membership = stage.seats.get(&(member.circle, member.employer)).copied();
            (membership, member.pledges[pledge].0)
        }
        Key::Agency(turn) => (stage.signers.get(turn).copied(), "SIGN_MOU"),
    };
    let row = role_commitment::ActiveModel {
        membership_id: Set(found(membership, "member")?),
        role_type_id: Set(stage.role(role)?),
        ..Default::default()
    };
    let draft = ops::checked_commitment(CommitmentDraft { row })?;
    let made = ops::propose_in(tx, &stage.cx, draft).await?;
    stage.pledges.insert(key, made.commitment.id);
    Ok(())
}
