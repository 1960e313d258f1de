//! Affiliations by the hundred, for imports: the rules of one, each looked up once for all.

use std::collections::{HashMap, HashSet};

use entities::{
    affiliation, agency, contact, employer,
    ids::{AffiliationId, AgencyId, ContactId, EmployerId},
};
use sea_orm::{
    ActiveValue::{NotSet, Set},
    ColumnTrait, Condition, EntityTrait, QueryFilter, QuerySelect,
    sea_query::LockType,
};

use super::{
    references::{self, Party},
    rules,
};
use crate::{agencies, app::Cx, contacts::reads, db::Tx, employers, error::Result, record};

/// Where the values stand in the arguments.
const PATH: &str = "input";

/// Starts affiliations; for each its row, or why it cannot be. Unlike [`super::start_in`] none takes the mark of the primary
/// one from another.
///
/// # Errors
/// When the database does not answer.
pub async fn start_many_in(
    tx: &Tx,
    cx: &Cx,
    rows: Vec<affiliation::ActiveModel>,
) -> Result<Vec<Result<affiliation::Model>>> {
    let mut there = There::find(tx, cx, &rows).await?;
    let mut accepted = Vec::with_capacity(rows.len());
    for row in rows {
        accepted.push(there.accept(tx, cx, row).await);
    }
    record::insert_accepted::<affiliation::Entity>(tx, cx, accepted).await
}

/// A change that does not take the mark of the primary one from another.
///
/// # Errors
/// `NOT_FOUND`.
pub async fn giving_way(
    tx: &Tx,
    cx: &Cx,
    id: AffiliationId,
    mut row: affiliation::ActiveModel,
) -> Result<affiliation::ActiveModel> {
    if matches!(row.is_primary, Set(true)) {
        let planned = rules::applied(reads::affiliation(cx, tx, id).await?, &row);
        if !rules::other_primaries(tx, cx, &planned).await?.is_empty() {
            row.is_primary = NotSet;
        }
    }
    Ok(row)
}

/// What is there of the records that new affiliations name, and of affiliations of the same people and places.
struct There {
    contacts: HashSet<ContactId>,
    employers: HashSet<EmployerId>,
    agencies: HashSet<AgencyId>,
    /// Live affiliations of these people, and primary ones of these places; the accepted ones too.
    affiliations: Vec<affiliation::Model>,
    by_contact: HashMap<ContactId, Vec<usize>>,
    primaries: HashMap<(Option<EmployerId>, Option<AgencyId>), Vec<usize>>,
}

impl There {
    async fn find(tx: &Tx, cx: &Cx, rows: &[affiliation::ActiveModel]) -> Result<Self> {
        let contacts: HashSet<ContactId> = rows
            .iter()
            .filter_map(|row| row.contact_id.try_as_ref().copied())
            .collect();
        let employers = rows
            .iter()
            .filter_map(|row| row.employer_id.try_as_ref().copied().flatten());
        let employers: HashSet<EmployerId> = employers.collect();
        let agencies = rows
            .iter()
            .filter_map(|row| row.agency_id.try_as_ref().copied().flatten());
        let agencies: HashSet<AgencyId> = agencies.collect();
        let mut there = Self {
            contacts: live_contacts(tx, cx, &contacts).await?,
            employers: locked_employers(tx, cx, &employers).await?,
            agencies: locked_agencies(tx, cx, &agencies).await?,
            affiliations: Vec::new(),
            by_contact: HashMap::new(),
            primaries: HashMap::new(),
        };
        for row in stored(tx, &contacts, &employers, &agencies).await? {
            there.keep(row);
        }
        Ok(there)
    }

    fn keep(&mut self, row: affiliation::Model) {
        let place = self.affiliations.len();
        self.by_contact.entry(row.contact_id).or_default().push(place);
        if row.is_primary {
            let party = (row.employer_id, row.agency_id);
            self.primaries.entry(party).or_default().push(place);
        }
        self.affiliations.push(row);
    }

    /// Checks a new affiliation as [`super::start_in`] does, and sets the columns that follow from others.
    async fn accept(
        &mut self,
        tx: &Tx,
        cx: &Cx,
        mut row: affiliation::ActiveModel,
    ) -> Result<affiliation::ActiveModel> {
        if row.id.is_not_set() {
            row.id = Set(cx.app.ids.next());
        }
        self.has_references(&row)?;
        let mut planned = rules::applied(rules::blank(cx), &row);
        if let Set(id) = row.id {
            planned.id = id;
        }
        references::establishment(tx, cx, PATH, &planned).await?;
        rules::in_order(PATH, &planned)?;
        let known = |places: Option<&Vec<usize>>| {
            let places = places.into_iter().flatten();
            places
                .filter_map(|place| self.affiliations.get(*place))
                .collect::<Vec<_>>()
        };
        rules::refuse_twin_among(&planned, known(self.by_contact.get(&planned.contact_id)))?;
        let primaries = known(self.primaries.get(&(planned.employer_id, planned.agency_id)));
        planned.is_primary &= !primaries
            .iter()
            .any(|primary| rules::excludes(cx, &planned, primary));
        row.is_primary = Set(planned.is_primary);
        row.sort_from = Set(planned.sort_from);
        self.keep(planned);
        Ok(row)
    }

    fn has_references(&self, row: &affiliation::ActiveModel) -> Result<()> {
        let is_there = |id: &ContactId| self.contacts.contains(id);
        if !row.contact_id.try_as_ref().is_some_and(is_there) {
            return Err(references::missing("input.contactId", "contact"));
        }
        let party = Party::of(PATH, row)?;
        let is_there = match party {
            Party::Employer(id) => self.employers.contains(&id),
            Party::Agency(id) => self.agencies.contains(&id),
        };
        if is_there {
            Ok(())
        } else {
            Err(party.missing(PATH))
        }
    }
}

async fn live_contacts(tx: &Tx, cx: &Cx, ids: &HashSet<ContactId>) -> Result<HashSet<ContactId>> {
    let select = reads::live(cx).filter(contact::Column::Id.is_in(ids.iter().copied()));
    let ids: Vec<ContactId> = select
        .select_only()
        .column(contact::Column::Id)
        .into_tuple()
        .all(tx)
        .await?;
    Ok(ids.into_iter().collect())
}

/// Locked as for one affiliation.
async fn locked_employers(tx: &Tx, cx: &Cx, ids: &HashSet<EmployerId>) -> Result<HashSet<EmployerId>> {
    let select = employers::reads::live(cx).filter(employer::Column::Id.is_in(ids.iter().copied()));
    let select = select.select_only().column(employer::Column::Id);
    let ids: Vec<EmployerId> = select.lock(LockType::NoKeyUpdate).into_tuple().all(tx).await?;
    Ok(ids.into_iter().collect())
}

async fn locked_agencies(tx: &Tx, cx: &Cx, ids: &HashSet<AgencyId>) -> Result<HashSet<AgencyId>> {
    if ids.is_empty() {
        return Ok(HashSet::new());
    }
    let select = agencies::reads::live(cx).filter(agency::Column::Id.is_in(ids.iter().copied()));
    let select = select.select_only().column(agency::Column::Id);
    let ids: Vec<AgencyId> = select.lock(LockType::NoKeyUpdate).into_tuple().all(tx).await?;
    Ok(ids.into_iter().collect())
}

async fn stored(
    tx: &Tx,
    contacts: &HashSet<ContactId>,
    employers: &HashSet<EmployerId>,
    agencies: &HashSet<AgencyId>,
) -> Result<Vec<affiliation::Model>> {
    use affiliation::Column as C;
    let parties = Condition::any()
        .add(C::EmployerId.is_in(employers.iter().copied()))
        .add(C::AgencyId.is_in(agencies.iter().copied()));
    let primary = Condition::all().add(C::IsPrimary.eq(true)).add(parties);
    let either = Condition::any()
        .add(C::ContactId.is_in(contacts.iter().copied()))
        .add(primary);
    Ok(affiliation::Entity::find()
        .filter(C::TrashedAt.is_null())
        .filter(either)
        .all(tx)
        .await?)
}
