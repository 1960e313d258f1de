//! Relations: one statement for all rows of a page.
//!
//! A page asks which relations are selected (look-ahead) and fills each for all its rows at once; the leaves then answer from
//! memory. A relation that was not filled (a single record in a payload, an alias with other arguments) goes through a
//! loader: per request, the actor inside. A feature describes a relation once ([`Relation`]) and gets both.

mod pages;
mod selection;

pub use pages::PageOf;
pub use selection::{Arguments, Selection};

use std::{
    any::{Any, TypeId},
    collections::HashMap,
    hash::Hash,
    sync::{Arc, Mutex, OnceLock, PoisonError},
};

use async_graphql::{
    Context,
    dataloader::{DataLoader, Loader, NoCache},
};
use futures_util::future::BoxFuture;

use crate::{
    app::Cx,
    error::{Error, Result},
    paging::PageArgs,
};

/// A relation of a record: how it is loaded for many records in one statement.
pub trait Relation: Sized + Send + Sync + 'static {
    /// What identifies the record the relation starts from.
    type Key: Copy + Eq + Hash + Send + Sync + 'static;
    /// The relation's arguments.
    type Args: Clone + Eq + Hash + Send + Sync + 'static;
    /// What is at the other end.
    type Value: Send + Sync + 'static;

    /// Loads the relation for all `keys`, visibility applied. A key without a value is left out.
    fn load(
        cx: &Cx,
        keys: &[Self::Key],
        args: &Self::Args,
    ) -> impl Future<Output = Result<HashMap<Self::Key, Self::Value>>> + Send;

    /// The value of a key that [`Relation::load`] left out; none when there is nothing to answer.
    fn missing(_cx: &Cx, _key: Self::Key, _args: &Self::Args) -> Option<Self::Value> {
        None
    }

    /// Fills what is selected below the values.
    fn fill<'a>(
        _cx: &'a Cx,
        _values: Vec<&'a mut Self::Value>,
        _selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        Box::pin(async { Ok(()) })
    }
}

/// A record whose relations can be filled ahead.
pub trait Fill: Sized + Send + Sync + 'static {
    /// Fills the selected relations of all `nodes`.
    fn fill<'a>(
        cx: &'a Cx,
        nodes: Vec<&'a mut Self>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>>;
}

/// The other end of a relation, when it was filled ahead.
///
/// It is kept without its type: every record leads to every other, and the compiler would follow all of them to learn whether
/// one may be sent to another thread (`E0275`).
pub struct Related<R: Relation>(Option<Filled<R>>);

/// The arguments a relation was filled with, and what is at the other end.
type Filled<R> = (<R as Relation>::Args, Option<Arc<dyn Any + Send + Sync>>);

impl<R: Relation> Default for Related<R> {
    fn default() -> Self {
        Self(None)
    }
}

impl<R: Relation> Clone for Related<R> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<R: Relation> Related<R> {
    /// The other end, already read along with the record itself. [`relation`] then only fills what is selected below it.
    pub fn filled(args: R::Args, value: Option<R::Value>) -> Self {
        Self(Some((args, value.map(|value| Arc::new(value) as Arc<_>))))
    }

    /// The other end: from memory when it was filled with the same arguments, else by a loader.
    ///
    /// # Errors
    /// What the relation's load returns.
    pub async fn get(&self, ctx: &Context<'_>, key: R::Key, args: R::Args) -> Result<Option<Arc<R::Value>>> {
        match &self.0 {
            Some((filled, value)) if *filled == args => {
                Ok(value.clone().and_then(|value| value.downcast().ok()))
            }
            _ => Loaders::of_request(ctx)?.of::<R>().load_one((key, args)).await,
        }
    }
}

/// Answers a root field that names one record, its relations filled.
///
/// # Errors
/// What the relation's load returns.
pub async fn root<R>(ctx: &Context<'_>, key: R::Key) -> Result<Option<R::Value>>
where
    R: Relation<Args = ()>,
{
    let cx = Cx::of(ctx)?;
    let mut values = R::load(cx, &[key], &()).await?;
    R::fill(cx, values.values_mut().collect(), &Selection::of(ctx)).await?;
    Ok(values.remove(&key))
}

/// Fills a relation to one record.
///
/// # Errors
/// What the relation's load returns.
pub async fn one<N, R: Relation<Args = ()>>(
    cx: &Cx,
    nodes: &mut [&mut N],
    selection: &Selection<'_>,
    name: &str,
    key: impl Fn(&N) -> Option<R::Key>,
    cell: impl Fn(&mut N) -> &mut Related<R>,
) -> Result<()> {
    relation(cx, nodes, selection, name, |_| Some(()), key, cell).await
}

/// Fills a relation to all of a few records, such as tags.
///
/// # Errors
/// What the relation's load returns.
pub async fn all<N, R: Relation<Args = ()>>(
    cx: &Cx,
    nodes: &mut [&mut N],
    selection: &Selection<'_>,
    name: &str,
    key: impl Fn(&N) -> R::Key,
    cell: impl Fn(&mut N) -> &mut Related<R>,
) -> Result<()> {
    relation(
        cx,
        nodes,
        selection,
        name,
        |_| Some(()),
        |node| Some(key(node)),
        cell,
    )
    .await
}

/// Fills a relation to a page of records.
///
/// # Errors
/// What the relation's load returns.
pub async fn page<N, R: Relation<Args = PageArgs>>(
    cx: &Cx,
    nodes: &mut [&mut N],
    selection: &Selection<'_>,
    name: &str,
    key: impl Fn(&N) -> R::Key,
    cell: impl Fn(&mut N) -> &mut Related<R>,
) -> Result<()> {
    let args = |arguments: &Arguments| Some(PageArgs::ahead(arguments));
    relation(cx, nodes, selection, name, args, |node| Some(key(node)), cell).await
}

/// Fills one relation of all `nodes` if `name` is selected, and what is selected below it.
///
/// # Errors
/// What the relation's load returns.
pub async fn relation<N, R: Relation>(
    cx: &Cx,
    nodes: &mut [&mut N],
    selection: &Selection<'_>,
    name: &str,
    args: impl FnOnce(&Arguments) -> Option<R::Args>,
    key: impl Fn(&N) -> Option<R::Key>,
    cell: impl Fn(&mut N) -> &mut Related<R>,
) -> Result<()> {
    let below = selection.field(name);
    if !below.exists() {
        return Ok(());
    }
    let Some(args) = args(&below.arguments()) else {
        return Ok(());
    };
    let known = known::<N, R>(nodes, &args, &cell);
    R::fill(cx, known, &below).await?;
    let mut keys: Vec<R::Key> = Vec::new();
    let mut seen = std::collections::HashSet::new();
    for node in nodes
        .iter_mut()
        .filter_map(|node| unfilled::<N, R>(node, &args, &cell))
    {
        if let Some(key) = key(node).filter(|key| seen.insert(*key)) {
            keys.push(key);
        }
    }
    let mut values = if keys.is_empty() {
        HashMap::new()
    } else {
        R::load(cx, &keys, &args).await?
    };
    R::fill(cx, values.values_mut().collect(), &below).await?;
    let shared: HashMap<R::Key, Arc<dyn Any + Send + Sync>> = values
        .into_iter()
        .map(|(key, value)| (key, Arc::new(value) as Arc<_>))
        .collect();
    for node in nodes
        .iter_mut()
        .filter_map(|node| unfilled::<N, R>(node, &args, &cell))
    {
        let value = key(node).and_then(|key| {
            shared
                .get(&key)
                .cloned()
                .or_else(|| R::missing(cx, key, &args).map(|value| Arc::new(value) as Arc<_>))
        });
        cell(node).0 = Some((args.clone(), value));
    }
    Ok(())
}

/// The other ends that were read along with their records.
fn known<'n, N, R: Relation>(
    nodes: &'n mut [&mut N],
    args: &R::Args,
    cell: impl Fn(&mut N) -> &mut Related<R>,
) -> Vec<&'n mut R::Value> {
    nodes
        .iter_mut()
        .filter_map(|node| match &mut cell(node).0 {
            Some((filled, Some(value))) if filled == args => Arc::get_mut(value)?.downcast_mut(),
            _ => None,
        })
        .collect()
}

/// The record, when its other end was not read along with it.
fn unfilled<'n, N, R: Relation>(
    node: &'n mut N,
    args: &R::Args,
    cell: impl Fn(&mut N) -> &mut Related<R>,
) -> Option<&'n mut N> {
    let is_filled = matches!(&cell(node).0, Some((filled, _)) if filled == args);
    (!is_filled).then_some(node)
}

impl Cx {
    /// The context of a resolver.
    ///
    /// # Errors
    /// A fault of ours when the request carries none.
    pub fn of<'a>(ctx: &Context<'a>) -> Result<&'a Self> {
        if let Some(loaders) = ctx.data_opt::<CameIn>().and_then(|came| came.0.get()) {
            return Ok(&loaders.cx);
        }
        ctx.data::<Self>()
            .map_err(|_| Error::internal("no context in the request"))
    }
}

/// Who came in while the request ran: what is selected below `signIn` is answered to that person, not to nobody.
#[derive(Default)]
pub struct CameIn(OnceLock<Loaders>);

impl CameIn {
    /// Whether somebody came in already.
    pub fn is_set(ctx: &Context<'_>) -> bool {
        ctx.data_opt::<Self>().is_some_and(|came| came.0.get().is_some())
    }

    /// From here on the request is this person's. Whoever came in first stays.
    pub fn set(ctx: &Context<'_>, cx: &Cx) {
        if let Some(came) = ctx.data_opt::<Self>() {
            // Refused when somebody came in before.
            let _ = came.0.set(Loaders::new(cx.clone()));
        }
    }
}

/// The loaders of a request: one per relation, made when first used.
pub struct Loaders {
    cx: Cx,
    made: Mutex<HashMap<TypeId, Arc<dyn Any + Send + Sync>>>,
}

impl Loaders {
    /// No loaders yet.
    pub fn new(cx: Cx) -> Self {
        Self {
            cx,
            made: Mutex::default(),
        }
    }

    fn of_request<'a>(ctx: &Context<'a>) -> Result<&'a Self> {
        if let Some(loaders) = ctx.data_opt::<CameIn>().and_then(|came| came.0.get()) {
            return Ok(loaders);
        }
        ctx.data::<Self>()
            .map_err(|_| Error::internal("no loaders in the request"))
    }

    fn of<R: Relation>(&self) -> Arc<DataLoader<RelationLoader<R>, NoCache>> {
        let mut made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        let loader = made.entry(TypeId::of::<R>()).or_insert_with(|| {
            let loader = RelationLoader::<R> {
                cx: self.cx.clone(),
                relation: std::marker::PhantomData,
            };
            Arc::new(DataLoader::with_cache(loader, tokio::spawn, NoCache).max_batch_size(500))
        });
        let loader = Arc::clone(loader);
        drop(made);
        loader
            .downcast()
            .unwrap_or_else(|_| unreachable!("the key is the type"))
    }
}

struct RelationLoader<R> {
    cx: Cx,
    relation: std::marker::PhantomData<fn() -> R>,
}

impl<R: Relation> Loader<(R::Key, R::Args)> for RelationLoader<R> {
    type Value = Arc<R::Value>;
    type Error = Error;

    async fn load(&self, keys: &[(R::Key, R::Args)]) -> Result<HashMap<(R::Key, R::Args), Self::Value>> {
        let mut by_args: HashMap<&R::Args, Vec<R::Key>> = HashMap::new();
        for (key, args) in keys {
            by_args.entry(args).or_default().push(*key);
        }
        let mut found = HashMap::new();
        for (args, keys) in by_args {
            let mut values = R::load(&self.cx, &keys, args).await?;
            for key in keys {
                let value = values.remove(&key).or_else(|| R::missing(&self.cx, key, args));
                if let Some(value) = value {
                    found.insert((key, args.clone()), Arc::new(value));
                }
            }
        }
        Ok(found)
    }
}
