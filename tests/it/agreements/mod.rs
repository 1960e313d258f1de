//! Agreements between partners.

mod create;
mod list;
mod reminders;
mod sign;
mod update;

use serde_json::{Value, json};

use crate::support::User;

pub(crate) const CREATE: &str = "mutation($p: ID!, $input: AgreementCreateInput!) { agreementCreate(partnershipId: $p, input: $input) {
    agreement { id kind title signedOn startsOn endsOn reviewByOn isInForce version parties { id employer { name } agency { kind } signedOn signedBy }
        sections { position heading body } permissions { canUpdate canTrash } }
    userErrors { code path message } } }";

/// An agreement.
pub(crate) async fn agreement(user: &User<'_>, partnership: &Value, input: Value) -> Value {
    let data = user
        .gql(CREATE, json!({ "p": partnership, "input": input }))
        .await;
    assert_eq!(data["agreementCreate"]["userErrors"], json!([]));
    data["agreementCreate"]["agreement"].clone()
}
