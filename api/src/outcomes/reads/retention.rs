//! Retention with the same employer, of those whose fourth quarter after exit has ended.

use chrono::NaiveDate;
use entities::{
    completer, employer_identifier,
    employment::{self, ExitQuarter},
    ids::ProgramId,
};
use sea_orm::{
    Condition, ConnectionTrait, ExprTrait, FromQueryResult,
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
        .add(is_same(successor_counts));
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

/// The same employer: by the number that was matched, whichever record it stands on; where one quarter names none, by the record.
fn is_same(successor_counts: bool) -> Condition {
    use employment::Column as C;
    let in_second = |column: C| Expr::col((Alias::new("second"), column));
    let in_fourth = |column: C| Expr::col((Alias::new("fourth"), column));
    let names_none = in_second(C::IdentifierId)
        .is_null()
        .or(in_fourth(C::IdentifierId).is_null());
    let by_record = names_none.and(in_second(C::EmployerId).eq(in_fourth(C::EmployerId)));
    Condition::any()
        .add(by_record)
        .add(in_second(C::IdentifierId).eq(in_fourth(C::IdentifierId)))
        .add(same_number())
        .add_option(successor_counts.then(|| Expr::cust(FOLLOWS)))
}

/// The employer of the fourth quarter follows that of the second, directly or later, and is another.
const FOLLOWS: &str = r#""second"."employer_id" <> "fourth"."employer_id" AND EXISTS (
    WITH RECURSIVE "follows" ("id") AS (
        SELECT "successor_id" FROM "employer_succession" WHERE "predecessor_id" = "second"."employer_id"
        UNION SELECT "successor_id" FROM "employer_succession" JOIN "follows" ON "predecessor_id" = "follows"."id"
    ) SELECT 1 FROM "follows" WHERE "id" = "fourth"."employer_id")"#;

/// Two records of one number.
fn same_number() -> SimpleExpr {
    use employer_identifier::Column as I;
    use employment::Column as C;
    let (one, other) = (Alias::new("one_number"), Alias::new("other_number"));
    let of_one = |column: I| Expr::col((one.clone(), column));
    let of_other = |column: I| Expr::col((other.clone(), column));
    let pair = Query::select()
        .expr(Expr::val(1))
        .from_as(employer_identifier::Entity, one.clone())
        .from_as(employer_identifier::Entity, other.clone())
        .and_where(of_one(I::Id).eq(Expr::col((Alias::new("second"), C::IdentifierId))))
        .and_where(of_other(I::Id).eq(Expr::col((Alias::new("fourth"), C::IdentifierId))))
        .and_where(of_one(I::System).eq(of_other(I::System)))
        .and_where(of_one(I::Value).eq(of_other(I::Value)))
        .take();
    Expr::exists(pair)
}
