//! Pathway maps.

mod change;
mod drawing;
mod edges;
mod list;
mod page;
mod validations;

use serde_json::{Value, json};

use crate::{contributions::employer, credentials::credential, support::User};

pub(crate) const ADD_STEP: &str = "mutation($map: ID!, $version: Int!, $input: PathwayStepAddInput!) {
    pathwayStepAdd(pathwayMapId: $map, version: $version, input: $input) {
        pathwayMap { version }
        pathwayStep { id name title occupation { code } wageLow { amount } wageHigh { amount } wage wageSource wageAsOf position level }
        userErrors { code path message } } }";
pub(crate) const UPDATE_STEP: &str = "mutation($id: ID!, $version: Int!, $input: PathwayStepUpdateInput!) {
    pathwayStepUpdate(id: $id, version: $version, input: $input) {
        pathwayMap { version } pathwayStep { name title occupation { code } wage wageSource wageAsOf position } userErrors { code path message } } }";
pub(crate) const ADD_EDGE: &str = "mutation($map: ID!, $version: Int!, $input: PathwayEdgeAddInput!) {
    pathwayEdgeAdd(pathwayMapId: $map, version: $version, input: $input) {
        pathwayMap { version } pathwayEdge { id from { name } to { name level } months state credentials { requirement credential { name kind } } programs { name } }
        userErrors { code path message } } }";
pub(crate) const UPDATE_EDGE: &str = "mutation($id: ID!, $version: Int!, $input: PathwayEdgeUpdateInput!) {
    pathwayEdgeUpdate(id: $id, version: $version, input: $input) {
        pathwayMap { version } pathwayEdge { months state credentials { requirement credential { name } } programs { name } }
        userErrors { code path message } } }";
pub(crate) const VALIDATE: &str = "mutation($edge: ID!, $version: Int!, $input: PathwayEdgeValidateInput!) {
    pathwayEdgeValidate(pathwayEdgeId: $edge, version: $version, input: $input) {
        pathwayMap { version } pathwayEdge { state validations { employer { name } contact { name } agency { kind } validatedOn expiresOn state note } }
        userErrors { code path message } } }";

/// A map and its parts as they are added, with the version it has then.
pub(crate) struct Drawn<'u> {
    user: &'u User<'u>,
    /// The map.
    pub(crate) id: Value,
    /// Its version.
    pub(crate) version: i32,
}

impl<'u> Drawn<'u> {
    /// A map without steps.
    pub(crate) async fn new(user: &'u User<'u>, input: Value) -> Self {
        let query = "mutation($input: PathwayMapCreateInput!) { pathwayMapCreate(input: $input) { pathwayMap { id } userErrors { message } } }";
        let data = user.gql(query, json!({ "input": input })).await;
        let id = data["pathwayMapCreate"]["pathwayMap"]["id"].clone();
        assert!(id.is_string(), "{data}");
        Self { user, id, version: 1 }
    }

    async fn changed(&mut self, query: &str, name: &str, mut variables: Value) -> Value {
        variables["map"] = self.id.clone();
        variables["version"] = json!(self.version);
        let mut data = self.user.gql(query, variables).await[name].take();
        assert_eq!(data["userErrors"], json!([]), "{name}");
        self.version += 1;
        assert_eq!(
            data["pathwayMap"]["version"],
            json!(self.version),
            "{name} counts the map's version up"
        );
        data.take()
    }

    /// Adds a step; its id.
    pub(crate) async fn step(&mut self, input: Value) -> Value {
        let data = self
            .changed(ADD_STEP, "pathwayStepAdd", json!({ "input": input }))
            .await;
        data["pathwayStep"]["id"].clone()
    }

    /// Adds an edge; its id.
    pub(crate) async fn edge(&mut self, from: &Value, to: &Value, mut input: Value) -> Value {
        input["fromStepId"] = from.clone();
        input["toStepId"] = to.clone();
        let data = self
            .changed(ADD_EDGE, "pathwayEdgeAdd", json!({ "input": input }))
            .await;
        data["pathwayEdge"]["id"].clone()
    }

    /// Notes that an employer stands behind an edge; the edge.
    pub(crate) async fn validated(&mut self, edge: &Value, input: Value) -> Value {
        let variables = json!({ "edge": edge, "input": input });
        let mut data = self.changed(VALIDATE, "pathwayEdgeValidate", variables).await;
        data["pathwayEdge"].take()
    }

    /// Changes an edge; the edge.
    pub(crate) async fn edge_changed(&mut self, edge: &Value, input: Value) -> Value {
        let variables = json!({ "id": edge, "input": input });
        let mut data = self.changed(UPDATE_EDGE, "pathwayEdgeUpdate", variables).await;
        data["pathwayEdge"].take()
    }
}

/// The ladder of nursing: three occupations, a license on each edge, two employers behind the first one.
pub(crate) struct Ladder<'u> {
    /// The map.
    pub(crate) map: Drawn<'u>,
    /// Nursing assistant, practical nurse, registered nurse.
    pub(crate) steps: [Value; 3],
    /// The edges between them.
    pub(crate) edges: [Value; 2],
    /// The licenses of practical and registered nurses.
    pub(crate) licenses: [Value; 2],
    /// The employers behind the first edge.
    pub(crate) employers: [Value; 2],
}

/// Draws the ladder of nursing.
pub(crate) async fn ladder<'u>(user: &'u User<'u>) -> Ladder<'u> {
    let practical = credential(
        user,
        "Practical nurse license",
        json!({ "issuerName": "State board of nursing" }),
    )
    .await;
    let registered = credential(
        user,
        "Registered nurse license",
        json!({ "issuerName": "State board of nursing" }),
    )
    .await;
    let degree = credential(user, "Associate degree in nursing", json!({ "kind": "DEGREE" })).await;
    let program = crate::programs::program(user, json!({ "name": "Practical nursing" })).await;
    let mut map = Drawn::new(
        user,
        json!({ "title": "Nursing in Alder Valley", "region": "Alder Valley" }),
    )
    .await;
    let wage = |low: &str, high: &str| json!({ "wageLow": low, "wageHigh": high, "wageSource": "OEWS, state", "wageAsOf": "2026-05-01" });
    let with = |mut wage: Value, code: &str, title: &str| {
        wage["socCode"] = json!(code);
        wage["title"] = json!(title);
        wage
    };
    let aide = map
        .step(with(wage("17.20", "21.40"), "31-1131", "Nursing assistant"))
        .await;
    let lpn = map
        .step(with(
            wage("26.10", "32.75"),
            "29-2061",
            "Licensed practical nurse",
        ))
        .await;
    let rn = map
        .step(with(wage("36.50", "52"), "29-1141", "Registered nurse"))
        .await;
    let first =
        json!({ "months": 12, "credentials": [{ "credentialId": practical }], "programIds": [program] });
    let first = map.edge(&aide, &lpn, first).await;
    let second = json!({ "months": 24, "credentials": [{ "credentialId": registered }, { "credentialId": degree, "requirement": "PREFERRED" }] });
    let second = map.edge(&lpn, &rn, second).await;
    let employers = [
        employer(user, "Mercy Hospital").await,
        employer(user, "Valley Care Home").await,
    ];
    for employer in &employers {
        map.validated(
            &first,
            json!({ "employerId": employer, "validatedOn": "2026-11-01" }),
        )
        .await;
    }
    Ladder {
        map,
        steps: [aide, lpn, rn],
        edges: [first, second],
        licenses: [practical, registered],
        employers,
    }
}
