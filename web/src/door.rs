//! The door to the API: how pages ask, whoever stands behind it.

use std::{future::Future, pin::Pin, sync::Arc};

use graphql_client::{GraphQLQuery, Response};
use poem::Request;
use serde::Deserialize as _;
use serde_json::Value;

/// A future that can be kept in a box.
pub type Boxed<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// Lets requests in.
pub trait Door: Send + Sync + 'static {
    /// Finds out who asks and refuses forms from other sites; what the person may do is the executor's to say.
    fn enter<'a>(&'a self, request: &'a Request) -> Boxed<'a, Result<Arc<dyn Executor>, Refusal>>;
}

/// Runs documents for the person behind a request.
pub trait Executor: Send + Sync {
    /// Runs one operation; the answer is `{"data": …, "errors": …}`.
    fn execute(&self, operation: Operation) -> Boxed<'_, Result<Value, Refusal>>;
}

/// One operation of a document.
#[derive(Clone, Debug)]
pub struct Operation {
    /// The document.
    pub query: &'static str,
    /// The operation in it.
    pub name: &'static str,
    /// Its variables.
    pub variables: Value,
}

/// Why nothing was answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The request comes from another site.
    Foreign,
    /// Nobody is signed in who may ask this.
    SignedOut,
    /// Too much at once; try again after so many seconds.
    Busy {
        /// Seconds until the next request is heard.
        retry_after: u64,
    },
    /// Something went wrong inside Guildhall; the log has it under this id.
    Fault {
        /// The request, as the log names it.
        request_id: String,
    },
}

/// Runs the operation of a typed document.
pub(crate) async fn ask<Q: GraphQLQuery>(
    executor: &dyn Executor,
    variables: Q::Variables,
) -> Result<Q::ResponseData, Refusal> {
    let body = Q::build_query(variables);
    let operation = Operation {
        query: body.query,
        name: body.operation_name,
        variables: serde_json::to_value(&body.variables).map_err(unreadable)?,
    };
    let answer = executor.execute(operation).await?;
    let answer: Response<Q::ResponseData> = Response::deserialize(answer).map_err(unreadable)?;
    answer.data.ok_or_else(|| {
        let errors = answer.errors.unwrap_or_default();
        let words: Vec<String> = errors.iter().map(|error| error.message.clone()).collect();
        unreadable(words.join("; "))
    })
}

/// An answer that is not what the schema says: a fault of ours.
fn unreadable(error: impl std::fmt::Display) -> Refusal {
    tracing::error!(%error, "a page could not read its answer");
    Refusal::Fault {
        request_id: String::new(),
    }
}
