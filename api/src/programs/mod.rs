//! Programs: courses of study that agencies offer, such as a school's academy or a college's certificate.
//!
//! - **Program**: belongs to one agency, which alone changes it; everybody who sees agencies sees it.
//! - **School**: where it is taught, in the agency's words; two schools of a district may offer programs of one name.
//!
//! Rules: agency, name and school together name one live program.

pub mod loaders;
pub mod reads;
pub mod types;
