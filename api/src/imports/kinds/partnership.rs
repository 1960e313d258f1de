//! Partnerships and boards as the importer finds, makes and changes them.

use std::collections::BTreeMap;

use entities::{
    ids::{AgencyId, PartnershipId},
    partnership, partnership_convener,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, Select};
use uuid::Uuid;

use super::{Columns, Kind, Lists, whose};
use crate::{
    app::Cx,
    db::Tx,
    error::Result,
    imports::targets::Target,
    partnerships::{
        ops::{self, Created, Draft, NewConvener},
        reads,
    },
    policy::Action,
};

/// Partnerships. Who convenes a new one goes with it.
pub(in crate::imports) struct Partnerships;

/// A partnership and the agency that convenes it when it is new.
pub(in crate::imports) struct Convened {
    draft: Draft,
    convener: Option<AgencyId>,
}

impl Kind for Partnerships {
    type Table = partnership::Entity;
    type Draft = Convened;
    const TARGET: Target = Target::Partnership;
    const MAKES: Action = Action::PartnershipCreate;
    const CHANGES: Action = Action::PartnershipUpdate;

    fn visible(cx: &Cx) -> Select<partnership::Entity> {
        reads::visible(cx)
    }

    fn live(cx: &Cx) -> Select<partnership::Entity> {
        reads::live(cx)
    }

    fn draft(_: &Cx, row: Columns<Self>, lists: Lists) -> Result<Convened> {
        let draft = ops::checked(Draft {
            row,
            ..Draft::default()
        })?;
        Ok(Convened {
            draft,
            convener: lists.convener.map(AgencyId::from_uuid),
        })
    }

    fn columns(draft: &mut Convened) -> &mut Columns<Self> {
        &mut draft.draft.row
    }

    async fn create(
        tx: &Tx,
        cx: &Cx,
        drafts: Vec<Convened>,
        agency: Option<AgencyId>,
    ) -> Result<Vec<Result<partnership::Model>>> {
        let mut rows = Vec::with_capacity(drafts.len());
        for Convened { draft, convener } in drafts {
            let convener = NewConvener {
                agency_id: convener.map_or_else(|| whose(agency), Ok)?,
                from_on: None,
            };
            let made = ops::create_in(tx, cx, draft, vec![convener], true).await;
            rows.push(made.and_then(|made| match made {
                Created::Partnership(row) => Ok(*row),
                Created::Candidates(_) => Err(crate::error::Error::internal("duplicates are allowed")),
            }));
        }
        Ok(rows)
    }

    async fn update(tx: &Tx, cx: &Cx, id: Uuid, draft: Convened) -> Result<partnership::Model> {
        let id = PartnershipId::from_uuid(id);
        Ok(ops::update_in(tx, cx, id, None, draft.draft).await?.row)
    }

    /// The convener that came with it; where others convene it since, it stays.
    async fn forget(tx: &Tx, ids: &[Uuid]) -> Result<()> {
        use partnership_convener::Column as C;
        let rows = partnership_convener::Entity::find()
            .filter(C::PartnershipId.is_in(ids.iter().copied()))
            .all(tx)
            .await?;
        let mut of: BTreeMap<PartnershipId, Vec<_>> = BTreeMap::new();
        for row in rows {
            of.entry(row.partnership_id)
                .or_default()
                .push((row.id, row.version));
        }
        let alone = of.values().filter_map(|rows| match rows.as_slice() {
            [(id, 1)] => Some(*id),
            _ => None,
        });
        let alone: Vec<_> = alone.collect();
        partnership_convener::Entity::delete_many()
            .filter(C::Id.is_in(alone))
            .exec(tx)
            .await?;
        Ok(())
    }
}
