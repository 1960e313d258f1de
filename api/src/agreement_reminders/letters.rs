//! What letters about a day of an agreement say.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use entities::{
    agency, agreement,
    agreement::AgreementKind,
    agreement_party,
    agreement_reminder::{AgreementDay, Model},
    employer,
    ids::{AgencyId, EmployerId},
    mail_opt_out::MailKind,
    partnership,
    subject_type::SubjectType,
    user_account,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::{
    app::Cx,
    db::Tx,
    error::Result,
    mail::{AgreementFacts, AgreementReminder, AnswersAs, Letter, Outgoing, Recipient},
};

/// Writes the letters about one agreement.
pub(super) struct Desk<'a> {
    cx: &'a Cx,
    agreement: &'a agreement::Model,
    facts: AgreementFacts,
    r#as: AnswersAs,
}

impl<'a> Desk<'a> {
    /// Reads what the letters need, in three statements at most.
    pub(super) async fn open(
        tx: &Tx,
        cx: &'a Cx,
        agreement: &'a agreement::Model,
        partnership: &partnership::Model,
        r#as: AnswersAs,
    ) -> Result<Self> {
        let facts = AgreementFacts {
            id: agreement.id.to_string(),
            title: agreement.title.clone(),
            kind: kind(agreement.kind).to_owned(),
            partnership: partnership.name.clone(),
            parties: parties(tx, agreement).await?,
            ends: agreement.ends_on.map(written),
            review: agreement.review_by_on.map(written),
        };
        Ok(Self {
            cx,
            agreement,
            facts,
            r#as,
        })
    }

    /// The letter of a reminder to somebody, of use until `expires_at`. The version is another one each time it is queued.
    pub(super) fn letter(
        &self,
        row: &Model,
        to: &user_account::Model,
        expires_at: DateTime<Utc>,
    ) -> Outgoing {
        let letter = Letter::AgreementReminder(AgreementReminder {
            name: to.name.clone(),
            facts: self.facts.clone(),
            day: written(row.day),
            is_review: row.what == AgreementDay::Review,
            answers: self.r#as,
            site: self.cx.app.config.site(),
        });
        let recipient = Recipient {
            address: to.email.clone(),
            name: Some(to.name.clone()),
            user_id: Some(to.id),
            ..Recipient::default()
        };
        let what = match row.what {
            AgreementDay::Ends => "ends",
            AgreementDay::Review => "review",
        };
        let key = vec![
            self.agreement.id.uuid().simple().to_string(),
            what.to_owned(),
            row.day.format("%Y%m%d").to_string(),
            row.days_before.to_string(),
            to.id.uuid().simple().to_string(),
            row.version.to_string(),
        ];
        let about = (SubjectType::Agreement, self.agreement.id.uuid());
        Outgoing {
            kind: Some(MailKind::Reminder),
            ..Outgoing::now(letter, recipient, about, key, expires_at)
        }
    }
}

/// A day as letters show it: `Thu 31 Dec 2026`.
fn written(day: NaiveDate) -> String {
    day.format("%a %-d %b %Y").to_string()
}

fn kind(kind: AgreementKind) -> &'static str {
    match kind {
        AgreementKind::Mou => "Memorandum of understanding",
        AgreementKind::DataSharing => "Agreement on data sharing",
        AgreementKind::Other => "Agreement",
    }
}

/// The names of its parties, in the order they were named.
async fn parties(tx: &Tx, agreement: &agreement::Model) -> Result<Vec<String>> {
    use agreement_party::Column as C;
    let rows = agreement_party::Entity::find()
        .filter(C::AgreementId.eq(agreement.id))
        .order_by_asc(C::Id)
        .all(tx)
        .await?;
    let employers: HashMap<EmployerId, String> = employer::Entity::find()
        .select_only()
        .columns([employer::Column::Id, employer::Column::Name])
        .filter(employer::Column::Id.is_in(rows.iter().filter_map(|row| row.employer_id)))
        .into_tuple::<(EmployerId, String)>()
        .all(tx)
        .await?
        .into_iter()
        .collect();
    let agencies: HashMap<AgencyId, String> = agency::Entity::find()
        .select_only()
        .columns([agency::Column::Id, agency::Column::Name])
        .filter(agency::Column::Id.is_in(rows.iter().filter_map(|row| row.agency_id)))
        .into_tuple::<(AgencyId, String)>()
        .all(tx)
        .await?
        .into_iter()
        .collect();
    let name = |row: &agreement_party::Model| {
        let employer = row.employer_id.and_then(|id| employers.get(&id));
        employer.or_else(|| agencies.get(&row.agency_id?)).cloned()
    };
    Ok(rows.iter().filter_map(name).collect())
}
