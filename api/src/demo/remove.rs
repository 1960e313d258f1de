//! Taking the demo away: every row of it, or nothing.

use std::sync::Arc;

use entities::{
    account_link, affiliation, affirmation, agency, api_token, audit_entry, completer, contact,
    contact_point, contribution, credential, employer, employer_identifier, employer_succession,
    employer_tag, engagement, engagement_participant, establishment, external_reference, hire,
    idempotency_key, import_batch, import_file, import_row, job, known_browser, mail_address, mail_attempt,
    membership, outbox_message, outcome_publication, partnership, partnership_convener, partnership_naics,
    partnership_sector, pathway_map, program, representative, role_commitment, session, sign_in_attempt,
    subject_type::SubjectType, user_account,
};
use sea_orm::{ColumnTrait, Condition, EntityTrait, PaginatorTrait, QueryFilter};

use super::REASON;
use crate::{
    app::App,
    db::{self, Tx},
    error::{Error, Result},
};

/// Takes the demo away.
///
/// # Errors
/// `STATE` when people have added records of their own: they would go with it. Database errors.
pub async fn remove(app: &Arc<App>) -> Result<()> {
    let cx = app.system(REASON);
    db::write(&cx, async |tx| {
        let others = added_by_others(tx).await?;
        if others > 0 {
            let sentence = format!(
                "People have added {others} records to the demo; they would be lost, so it stays. Name another database to \
                 start afresh."
            );
            return Err(Error::state("", sentence));
        }
        clear(tx).await
    })
    .await
}

/// The lists that Guildhall ships with: they stay, and so does what the audit tells of them.
const LISTS: [SubjectType; 6] = [
    SubjectType::RoleType,
    SubjectType::Sector,
    SubjectType::Topic,
    SubjectType::CodeList,
    SubjectType::Questionnaire,
    SubjectType::LadderEvidenceKind,
];

/// What using and serving the demo makes.
const MADE_BY_THE_WAY: [SubjectType; 3] = [
    SubjectType::ApiToken,
    SubjectType::Session,
    SubjectType::OutcomePublication,
];

/// Records that somebody else made; doors (tokens, sessions), publications and lists do not count.
async fn added_by_others(tx: &Tx) -> Result<u64> {
    use audit_entry::Column::{Action, Reason, SubjectType as Subject};
    let count = audit_entry::Entity::find()
        .filter(Action.eq("CREATED"))
        .filter(Condition::any().add(Reason.is_null()).add(Reason.ne(REASON)))
        .filter(Subject.is_not_in(LISTS))
        .filter(Subject.is_not_in(MADE_BY_THE_WAY))
        .count(tx)
        .await?;
    Ok(count)
}

/// Empties these tables in this order.
macro_rules! empty {
    ($tx:ident, $($table:ident),+ $(,)?) => {
        $($table::Entity::delete_many().exec($tx).await?;)+
    };
}

/// Children before parents. Role types, sectors, topics, questionnaires, kinds of evidence and code lists stay, as in a new database.
async fn clear(tx: &Tx) -> Result<()> {
    empty!(
        tx,
        mail_attempt,
        outbox_message,
        mail_address,
        known_browser,
        account_link,
        affirmation,
        outcome_publication,
        hire,
        completer,
        pathway_map,
        engagement_participant,
        engagement,
        contribution,
        role_commitment,
        representative,
        membership,
        partnership_convener,
        partnership_naics,
        partnership_sector,
        // Programs name the board that advises them.
        program,
        credential,
        partnership,
        affiliation,
        contact_point,
        contact,
        employer_identifier,
        employer_succession,
        employer_tag,
        establishment,
        external_reference,
        employer,
        import_row,
        import_batch,
        import_file,
        job,
        idempotency_key,
        sign_in_attempt,
        session,
        api_token,
        user_account,
        agency,
    );
    audit_entry::Entity::delete_many()
        .filter(audit_entry::Column::SubjectType.is_not_in(LISTS))
        .exec(tx)
        .await?;
    Ok(())
}
