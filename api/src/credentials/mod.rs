//! Credentials: what people earn that says what they can do.
//!
//! - **Kinds**: a certificate is earned by learning, a certification by an examination and renewed, a license is given by a
//!   government: they are kept apart.
//! - **Stackability**: a credential leads to others; along that way nobody comes back to where they were.
//!
//! Rules: they belong to the network, and whoever works with employers keeps the list; name, kind and issuer together name one
//! live credential, and so does its identifier in the Credential Registry (CTID).

pub mod inputs;
pub mod loaders;
mod mutation;
pub mod ops;
mod query;
pub mod reads;
pub mod types;

pub use mutation::CredentialMutation;
pub use query::CredentialQuery;
