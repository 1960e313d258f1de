//! Retention with the same employer, of those whose fourth quarter after exit has ended.

use chrono::NaiveDate;
use entities::{
    completer, employer_identifier,
    employment::{self, ExitQuarter},
    ids::ProgramId,
};
use sea_orm::{
    Condition, ConnectionTrait, DbBackend, ExprTrait, FromQueryResult,
    sea_query::{Alias, Expr, Query, SelectStatement, SimpleExpr},
};

use crate::{
    app::Cx,
    error::Result,
    policy::{self, Action},
};

/// The retention of the completers of a program year.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Retained {
    /// The program.
    pub program_id: ProgramId,
    /// The program year.
    pub program_year: i32,
    /// Those in unsubsidized employment in the second quarter.
    pub employed: i64,
    /// Those of them whom the same employer employed in the fourth.
    pub retained: i64,
}

/// The retention of each program and year, of those who exited before a day. Who is the same employer is said by
/// [`crate::hires::retention`], for one person at a time; this is the same rule for all. Whether one that follows on record is
/// the same employer is a setting.
///
/// # Errors
/// Database errors.
pub async fn retention(cx: &Cx, exited_before: NaiveDate, successor_counts: bool) -> Result<Vec<Retained>> {
    let select = statement(cx, exited_before, successor_counts);
    let rows = cx.app.db.read().query_all(&select).await?;
    let rows: std::result::Result<Vec<Retained>, _> = rows
        .iter()
        .map(|row| Retained::from_query_result(row, ""))
        .collect();
    Ok(rows?)
}

/// The second quarter, joined with the fourth where an employer recurs.
fn statement(cx: &Cx, exited_before: NaiveDate, successor_counts: bool) -> SelectStatement {
    use employment::Column as C;
    let (second, fourth) = (Alias::new("second"), Alias::new("fourth"));
    let in_second = |column: C| Expr::col((second.clone(), column));
    let in_fourth = |column: C| Expr::col((fourth.clone(), column));
    let exited = |column: completer::Column| Expr::col((completer::Entity, column));
    let recurs = Condition::all()
        .add(in_fourth(C::CompleterId).eq(in_second(C::CompleterId)))
        .add(in_fourth(C::Quarter).eq(ExitQuarter::Q4))
        .add(in_fourth(C::EmployerId).is_not_null())
        .add(is_same(successor_counts.then(|| cx.app.db.backend())));
    let mut select = Query::select();
    select
        .expr_as(in_second(C::ProgramId), "program_id")
        .expr_as(in_second(C::ProgramYear), "program_year")
        .expr_as(in_second(C::CompleterId).count_distinct(), "employed")
        .expr_as(in_fourth(C::CompleterId).count_distinct(), "retained")
        .from_as(employment::Entity, second.clone())
        .inner_join(
            completer::Entity,
            exited(completer::Column::Id).eq(in_second(C::CompleterId)),
        )
        .join_as(
            sea_orm::JoinType::LeftJoin,
            employment::Entity,
            fourth.clone(),
            recurs,
        )
        .cond_where(policy::visible_shared(&cx.actor, Action::OutcomeRead))
        .and_where(in_second(C::Quarter).eq(ExitQuarter::Q2))
        .and_where(in_second(C::EmployerId).is_not_null())
        .and_where(in_second(C::IsUnsubsidized).eq(true))
        .and_where(in_second(C::IsExcluded).eq(false))
        .and_where(exited(completer::Column::TrashedAt).is_null())
        .and_where(exited(completer::Column::ExitedOn).lt(exited_before))
        .add_group_by([in_second(C::ProgramId), in_second(C::ProgramYear)]);
    select
}

/// The same employer: by the number that was matched, whichever record it stands on; where the quarters do not name two numbers of
/// one system, by the record. Successors count where the database is handed over.
fn is_same(successors_on: Option<DbBackend>) -> Condition {
    use employment::Column as C;
    let in_second = |column: C| Expr::col((Alias::new("second"), column));
    let in_fourth = |column: C| Expr::col((Alias::new("fourth"), column));
    let same_record = in_second(C::EmployerId).eq(in_fourth(C::EmployerId));
    let by_record = same_record.and(Expr::exists(numbers_of_one_system()).not());
    Condition::any()
        .add(by_record)
        .add(in_second(C::IdentifierId).eq(in_fourth(C::IdentifierId)))
        .add(same_number())
        .add_option(successors_on.map(follows))
}

/// The employer of the fourth quarter follows that of the second, directly or by way of others, and is another; each took over
/// before the person's fourth quarter after exit had ended.
fn follows(backend: DbBackend) -> SimpleExpr {
    let over = if backend == DbBackend::Sqlite {
        OVER_SQLITE
    } else {
        OVER_POSTGRES
    };
    Expr::cust(format!(
        r#""second"."employer_id" <> "fourth"."employer_id" AND EXISTS (
    WITH RECURSIVE "follows" ("id") AS (
        SELECT "successor_id" FROM "employer_succession"
            WHERE "predecessor_id" = "second"."employer_id" AND "succeeded_on" < {over}
        UNION SELECT "successor_id" FROM "employer_succession" JOIN "follows" ON "predecessor_id" = "follows"."id"
            WHERE "succeeded_on" < {over}
    ) SELECT 1 FROM "follows" WHERE "id" = "fourth"."employer_id")"#
    ))
}

/// The day after the fourth quarter after exit: five quarters after the first day of the quarter of the exit.
const OVER_SQLITE: &str = r#"date("completer"."exited_on", 'start of month',
    '-' || ((CAST(strftime('%m', "completer"."exited_on") AS integer) - 1) % 3) || ' months', '+15 months')"#;

/// [`OVER_SQLITE`] on PostgreSQL.
const OVER_POSTGRES: &str =
    r#"(date_trunc('quarter', CAST("completer"."exited_on" AS timestamp)) + interval '15 months')"#;

/// Two records of one number.
fn same_number() -> SimpleExpr {
    use employer_identifier::Column as I;
    let value = |name: &'static str| Expr::col((Alias::new(name), I::Value));
    let mut pair = numbers_of_one_system();
    pair.and_where(value(ONE).eq(value(OTHER)));
    Expr::exists(pair)
}

/// The number of the second quarter, in [`numbers_of_one_system`].
const ONE: &str = "one_number";
/// The number of the fourth quarter there.
const OTHER: &str = "other_number";

/// The numbers that the two quarters name, when both name one and both are of one system.
fn numbers_of_one_system() -> SelectStatement {
    use employer_identifier::Column as I;
    use employment::Column as C;
    let (one, other) = (Alias::new(ONE), Alias::new(OTHER));
    let of_one = |column: I| Expr::col((one.clone(), column));
    let of_other = |column: I| Expr::col((other.clone(), column));
    Query::select()
        .expr(Expr::val(1))
        .from_as(employer_identifier::Entity, one.clone())
        .from_as(employer_identifier::Entity, other.clone())
        .and_where(of_one(I::Id).eq(Expr::col((Alias::new("second"), C::IdentifierId))))
        .and_where(of_other(I::Id).eq(Expr::col((Alias::new("fourth"), C::IdentifierId))))
        .and_where(of_one(I::System).eq(of_other(I::System)))
        .take()
}
