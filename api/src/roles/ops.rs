//! The rules of roles.

mod commitment;
mod role_type;
mod seed;

pub use commitment::{
    CommitmentDraft, Step, UpdatedCommitment, advance, advance_in, checked_commitment, propose, propose_in,
    restore_commitment, trash_commitment, update_commitment,
};
pub use role_type::{TypeDraft, create_type, retire_type, unretire_type, update_type};
pub use seed::seed;
