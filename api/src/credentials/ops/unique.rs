//! Name, kind and issuer together name one live credential, and so does a CTID.

use entities::credential::{ActiveModel, Column as C, Entity, Model};
use sea_orm::{
    ActiveValue::{self, Set},
    ColumnTrait, EntityTrait, QueryFilter,
};

use crate::{
    db::Tx,
    error::{Error, OnUnique as _, Result, UserError, UserErrorCode},
};

/// Asked first, because a violated index ends a PostgreSQL transaction.
pub(super) async fn check(tx: &Tx, before: Option<&Model>, row: &ActiveModel, path: &str) -> Result<()> {
    let text = |set: &ActiveValue<String>, stored: Option<&String>| match set {
        Set(text) => text.clone(),
        _ => stored.cloned().unwrap_or_default(),
    };
    let kind = match (&row.kind, before) {
        (Set(kind), _) => *kind,
        (_, Some(before)) => before.kind,
        (_, None) => return Ok(()),
    };
    let live = || {
        let others = Entity::find().filter(C::TrashedAt.is_null());
        match before {
            Some(before) => others.filter(C::Id.ne(before.id)),
            None => others,
        }
    };
    let same = live()
        .filter(C::NameSearch.eq(text(&row.name_search, before.map(|before| &before.name_search))))
        .filter(C::Kind.eq(kind))
        .filter(C::IssuerSearch.eq(text(
            &row.issuer_search,
            before.map(|before| &before.issuer_search),
        )));
    if same.one(tx).await?.is_some() {
        return Err(Error::User(vec![duplicate(path)]));
    }
    let ctid = match (&row.registry_ctid, before) {
        (Set(ctid), _) => ctid.clone(),
        (_, Some(before)) => before.registry_ctid.clone(),
        (_, None) => None,
    };
    if let Some(ctid) = ctid
        && live().filter(C::RegistryCtid.eq(ctid)).one(tx).await?.is_some()
    {
        return Err(Error::User(vec![duplicate_ctid(path)]));
    }
    Ok(())
}

fn duplicate(path: &str) -> UserError {
    let message = "A live credential has this name, kind and issuer.";
    UserError::new(UserErrorCode::Duplicate, path, message)
}

fn duplicate_ctid(path: &str) -> UserError {
    let path = if path == "id" { path } else { "input.registryCtid" };
    let message = "A live credential has this CTID.";
    UserError::new(UserErrorCode::Duplicate, path, message)
}

/// A name or CTID taken between the question and the write.
pub(super) fn named<T>(outcome: Result<T>, path: &str) -> Result<T> {
    outcome
        .on_unique(
            "uq_credential_registry_ctid",
            "credential.registry_ctid",
            duplicate_ctid(path),
        )
        .on_unique(
            "uq_credential_name_search_kind_issuer_search",
            "credential.name_search",
            duplicate(path),
        )
}
