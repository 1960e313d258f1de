//! Who answers for the agreements of a partnership.

use chrono::NaiveDate;
use entities::{
    agency,
    ids::{AgencyId, PartnershipId},
    partnership_convener,
    user_account::{self, Column, UserRole},
};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait};

use crate::{db::Tx, error::Result, mail::AnswersAs, shared::periods};

/// Those who answer, and why it is they.
pub(super) struct Answering {
    pub(super) users: Vec<user_account::Model>,
    pub(super) r#as: AnswersAs,
}

/// Who answers on a day: the conveners of the convening agencies, else their admins, else all admins. In three statements at
/// most.
pub(super) async fn answering(tx: &Tx, id: PartnershipId, day: NaiveDate) -> Result<Answering> {
    let agencies = convening(tx, id, day).await?;
    let staff = with_access(
        tx,
        Condition::all()
            .add(Column::AgencyId.is_in(agencies))
            .add(Column::Role.is_in([UserRole::Convener, UserRole::Admin])),
    )
    .await?;
    let (conveners, admins): (Vec<_>, Vec<_>) = staff
        .into_iter()
        .partition(|user| user.role == UserRole::Convener);
    if !conveners.is_empty() {
        return Ok(Answering {
            users: conveners,
            r#as: AnswersAs::Convener,
        });
    }
    if !admins.is_empty() {
        return Ok(Answering {
            users: admins,
            r#as: AnswersAs::AgencyAdmin,
        });
    }
    let users = with_access(tx, Condition::all().add(Column::Role.eq(UserRole::Admin))).await?;
    Ok(Answering {
        users,
        r#as: AnswersAs::Admin,
    })
}

async fn convening(tx: &Tx, id: PartnershipId, day: NaiveDate) -> Result<Vec<AgencyId>> {
    use partnership_convener::Column as C;
    let live = agency::Entity::find()
        .select_only()
        .column(agency::Column::Id)
        .filter(agency::Column::TrashedAt.is_null())
        .into_query();
    Ok(partnership_convener::Entity::find()
        .select_only()
        .column(C::AgencyId)
        .filter(C::PartnershipId.eq(id))
        .filter(periods::holding_on(C::FromOn, C::ToOn, day))
        .filter(C::AgencyId.in_subquery(live))
        .into_tuple()
        .all(tx)
        .await?)
}

async fn with_access(tx: &Tx, who: Condition) -> Result<Vec<user_account::Model>> {
    Ok(user_account::Entity::find()
        .filter(Column::DisabledAt.is_null())
        .filter(who)
        .order_by_asc(Column::Id)
        .all(tx)
        .await?)
}
