//! The filters of the policy: which rows of a table the actor may see, in SQL, before paging.

use entities::{
    confidentiality::Confidentiality, engagement::EngagementVisibility, subject_type::SubjectType,
};
use sea_orm::{ColumnTrait, Condition};

use super::{
    Action,
    Action::{AuditRead, CompleterRead, EmployerRead, EmployerReadIdentifiers, ImportRun},
    Scope,
    Scope::{All, Network, Own},
};
use crate::actor::Actor;

/// The rows of a table that the network shares which the actor may see by `action`: whoever may read one may read all.
///
/// This and its siblings are in every read, count and search. What they answer is narrowed by `.add`, never widened: an
/// empty `Condition::any()` is `FALSE` only until something is added to it.
pub fn visible_shared(actor: &Actor, action: Action) -> Condition {
    match actor.scope(action) {
        Some(Scope::Network | Scope::All) => Condition::all(),
        Some(Scope::Own) | None => nothing(),
    }
}

/// Sees nothing, whatever is added.
fn nothing() -> Condition {
    Condition::all().add(Condition::any())
}

/// The rows of a table whose rows belong to the agency in a column which the actor may see by `action`.
pub fn visible_owned(actor: &Actor, action: Action, agency: impl ColumnTrait) -> Condition {
    match (actor.scope(action), actor.user()) {
        (Some(Scope::Network | Scope::All), _) => Condition::all(),
        (Some(Scope::Own), Some(user)) => Condition::all().add(agency.eq(user.agency_id)),
        _ => nothing(),
    }
}

/// The people (column: agency) whose uploaded files the actor may bring in: those of the actor's own agency, whatever the role. What
/// is in a file concerns no other agency, its administrators neither; Guildhall itself brings in everybody's.
pub fn visible_uploaders(actor: &Actor, agency: impl ColumnTrait) -> Condition {
    match (actor.scope(ImportRun), actor.user()) {
        (Some(_), Some(user)) => Condition::all().add(agency.eq(user.agency_id)),
        (Some(_), None) => Condition::all(),
        (None, _) => nothing(),
    }
}

/// The rows of a table whose rows belong to the person in a column which the actor may see by `action`: with less than
/// everything these are the person's own, not the agency's.
pub fn visible_personal(actor: &Actor, action: Action, person: impl ColumnTrait) -> Condition {
    match (actor.scope(action), actor.user()) {
        (Some(Scope::All), _) => Condition::all(),
        (Some(_), Some(user)) => Condition::all().add(person.eq(user.id)),
        _ => nothing(),
    }
}

/// The rows of [`visible_personal`], and those that are `shared` with whoever may do the other action in the network.
pub fn visible_personal_or(
    actor: &Actor,
    action: Action,
    person: impl ColumnTrait,
    (other, shared): (Action, Condition),
) -> Condition {
    if actor.scope(action).is_none() {
        return nothing();
    }
    let any = Condition::any()
        .add(visible_personal(actor, action, person))
        .add(shared.add(visible_shared(actor, other)));
    // Within "all", so that what is added narrows it.
    Condition::all().add(any)
}

/// The rows of a table whose rows say by themselves who may see them (columns: visibility, agency, author).
pub fn visible_labelled<C: ColumnTrait>(
    actor: &Actor,
    action: Action,
    [visibility, agency, author]: [C; 3],
) -> Condition {
    let user = match (actor.scope(action), actor.user()) {
        (Some(Scope::All), _) => return Condition::all(),
        (Some(_), Some(user)) => user,
        _ => return nothing(),
    };
    let is = |label: EngagementVisibility| Condition::all().add(visibility.eq(label));
    Condition::all().add(
        Condition::any()
            .add(is(EngagementVisibility::Network))
            .add(is(EngagementVisibility::Agency).add(agency.eq(user.agency_id)))
            .add(is(EngagementVisibility::Restricted).add(author.eq(user.id))),
    )
}

/// Labels of identifiers that everybody who sees employers may read.
const OPEN_LABELS: [Confidentiality; 2] = [Confidentiality::Public, Confidentiality::Network];

/// Whether everybody who sees employers may read an identifier with this label.
pub fn is_open(label: Confidentiality) -> bool {
    OPEN_LABELS.contains(&label)
}

/// The identifiers of employers that the actor may see (columns: confidentiality, agency): the open ones with the employer
/// itself, the others as far as [`EmployerReadIdentifiers`] reaches from the agency that recorded them.
pub fn visible_identifiers<C: ColumnTrait>(actor: &Actor, [label, agency]: [C; 2]) -> Condition {
    match (actor.scope(EmployerRead), actor.scope(EmployerReadIdentifiers)) {
        (None | Some(Own), _) => nothing(),
        (_, Some(Network | All)) => Condition::all(),
        (_, Some(Own) | None) => {
            Condition::all().add(Condition::any().add(label.is_in(OPEN_LABELS)).add(visible_owned(
                actor,
                EmployerReadIdentifiers,
                agency,
            )))
        }
    }
}

/// Kinds of records about completers: nobody outside the agency that served them learns of one, not even that it is there.
pub const CLOSED: [SubjectType; 5] = [
    SubjectType::Completer,
    SubjectType::Referral,
    SubjectType::Hire,
    SubjectType::Employment,
    SubjectType::SkillGain,
];

/// The entries of the audit that the actor may see (columns: kind of record, agency). The entry of a record of a kind in [`CLOSED`]
/// names the agency whose record it is, whoever acted: an employer does by a signed link.
pub fn visible_audit<C: ColumnTrait>(actor: &Actor, [subject, agency]: [C; 2]) -> Condition {
    let open =
        Condition::any()
            .add(subject.is_not_in(CLOSED))
            .add(visible_owned(actor, CompleterRead, agency));
    visible_shared(actor, AuditRead).add(open)
}

#[cfg(test)]
mod tests {
    use entities::agency;
    use sea_orm::{DbBackend, EntityTrait, QueryFilter, QueryTrait};

    use super::*;
    use crate::policy::Action::{AgencyRead, ContributionRead, EngagementRead, TokenManage};

    #[test]
    fn the_audit_of_closed_records_stays_in_their_agency() {
        use entities::audit_entry::Column::{AgencyId, SubjectType};
        let seen = visible_audit(&Actor::Anonymous, [SubjectType, AgencyId]);
        let select = entities::audit_entry::Entity::find().filter(seen);
        let sql = select.build(DbBackend::Sqlite).to_string();
        assert!(
            sql.contains("WHERE FALSE AND (") && sql.contains("OR FALSE)"),
            "{sql}"
        );
        let system = visible_audit(&Actor::system("a test"), [SubjectType, AgencyId]);
        let sql = entities::audit_entry::Entity::find().filter(system);
        let sql = sql.build(DbBackend::Sqlite).to_string();
        assert!(!sql.contains("FALSE"), "{sql}");
    }

    #[test]
    fn what_nobody_may_see_stays_unseen_when_a_filter_is_added() {
        use entities::{agency::Column as A, engagement::Column as E};
        let nobody = Actor::Anonymous;
        let labels = [E::Visibility, E::AgencyId, E::UserId];
        for seen in [
            visible_shared(&nobody, AgencyRead),
            visible_owned(&nobody, ContributionRead, E::AgencyId),
            visible_personal(&nobody, TokenManage, E::UserId),
            visible_labelled(&nobody, EngagementRead, labels),
            visible_identifiers(&nobody, [E::Visibility, E::AgencyId]),
        ] {
            let select = agency::Entity::find().filter(seen.add(A::Name.eq("Acme")));
            let sql = select.build(DbBackend::Sqlite).to_string();
            assert!(
                sql.ends_with("WHERE FALSE AND \"agency\".\"name\" = 'Acme'"),
                "{sql}"
            );
        }
    }
}
