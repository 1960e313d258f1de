//! Employers counted in groups.

use async_graphql::{Enum, SimpleObject};
use entities::employer;
use sea_orm::{ActiveEnum, Select};

use crate::{app::Cx, codes::naics, employers::reads::stats, error::Result};

/// What employers are counted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
pub enum EmployerGroup {
    /// The NAICS 2022 sector of the main industry; 31, 32 and 33 are one sector, and so are 44-45 and 48-49.
    NaicsSector,
    /// Where the relationship stands.
    Status,
    /// The agency that leads the relationship.
    LeadAgency,
}

/// How many employers are in a group.
#[derive(Clone, Debug, PartialEq, Eq, SimpleObject)]
pub struct EmployerStat {
    /// What they have in common: a sector such as `31-33`, a status, an agency's id; null when they have none.
    pub key: Option<String>,
    /// The group's name, for people.
    pub label: String,
    /// How many employers are in the group.
    pub count: i32,
}

impl EmployerStat {
    /// The groups of the selected employers, the largest first.
    ///
    /// # Errors
    /// Database errors.
    pub async fn of(cx: &Cx, select: Select<employer::Entity>, group: EmployerGroup) -> Result<Vec<Self>> {
        let mut groups = match group {
            EmployerGroup::NaicsSector => sectors(stats::by_sector(cx, select).await?),
            EmployerGroup::Status => statuses(stats::by_status(cx, select).await?),
            EmployerGroup::LeadAgency => stats::by_lead_agency(cx, select)
                .await?
                .into_iter()
                .map(|(agency, name, count)| Self {
                    label: agency.map_or("No lead agency".to_owned(), |_| {
                        name.unwrap_or("An agency".to_owned())
                    }),
                    key: agency.map(|agency| agency.to_string()),
                    count,
                })
                .collect(),
        };
        groups.sort_by(|one, other| (other.count, &one.label).cmp(&(one.count, &other.label)));
        Ok(groups)
    }
}

fn sectors(groups: Vec<(Option<&'static str>, i32)>) -> Vec<EmployerStat> {
    let title = |key: &str| naics::SECTORS.iter().find(|(sector, _)| *sector == key);
    let stat = |(key, count): (Option<&'static str>, i32)| EmployerStat {
        label: key
            .and_then(title)
            .map_or("No known sector", |(_, title)| *title)
            .to_owned(),
        key: key.map(str::to_owned),
        count,
    };
    groups.into_iter().map(stat).collect()
}

fn statuses(groups: Vec<(employer::EmployerStatus, i32)>) -> Vec<EmployerStat> {
    use employer::EmployerStatus as S;
    let label = |status| match status {
        S::Prospect => "Prospect",
        S::Active => "Active",
        S::Dormant => "Dormant",
        S::Closed => "Closed",
    };
    let stat = |(status, count): (S, i32)| EmployerStat {
        label: label(status).to_owned(),
        key: Some(status.to_value()),
        count,
    };
    groups.into_iter().map(stat).collect()
}
