use proptest::prelude::*;

use super::*;

fn read(query: &str) -> Result<SearchParameters, ApiError> {
    let facets = ["regions", "years", "limit"].map(str::to_owned);
    let rules = Rules { facets: &facets, longest_deadline_ms: 150 };
    SearchParameters::read(&ParameterList::from_form(query.as_bytes()), rules)
}

#[track_caller]
fn check(query: &str, change: impl FnOnce(&mut SearchParameters)) {
    let mut expected = SearchParameters::default();
    change(&mut expected);
    assert_eq!(read(query), Ok(expected), "{query}");
}

#[track_caller]
fn check_problem(query: &str, problem: Problem, parameter: &str, text: &str) {
    let error = read(query).unwrap_err();
    assert_eq!((error.problem, error.parameter.as_deref()), (problem, Some(parameter)), "{query}");
    let said = format!("{} {}", error.detail, error.hint.unwrap_or_default());
    assert!(said.contains(text), "{said:?} does not say {text:?}");
}

#[test]
fn each_parameter_is_read() {
    check("", |_| {});
    check("q=clean+water", |p| p.q = "clean water".into());
    check("filter=a%3D1", |p| p.filter = Some("a=1".into()));
    check("filter=+", |_| {});
    check("facets=", |p| p.facets = Some(vec![]));
    check("facets=regions,+years&facets=client", |p| {
        p.facets = Some(["regions", "years", "client"].map(str::to_owned).to_vec());
    });
    check("facets=years,regions,years&facets=regions", |p| {
        p.facets = Some(["years", "regions"].map(str::to_owned).to_vec());
    });
    check("fields=client", |p| p.fields = Some(vec!["client".into()]));
    check("facet_limit=0&limit=100&offset=9900", |p| (p.facet_limit, p.limit, p.offset) = (0, 100, 9900));
    check("snippets=5&snippet_chars=40", |p| (p.snippets, p.snippet_chars) = (5, 40));
    check("sort=date:asc", |p| p.sort = Sort { key: SortKey::Date { descending: false } });
    check("match=any", |p| p.matching = Match::Any);
    check("explain=true", |p| p.explain = true);
    check("explain=false", |_| {});
    check("deadline_ms=20", |p| p.deadline_ms = Some(20));
}

#[test]
fn values_of_one_facet_gather_under_it() {
    check("regions=Africa&years=2010..2014&regions=Asia", |p| {
        p.selections =
            vec![("regions".into(), vec!["Africa".into(), "Asia".into()]), ("years".into(), vec!["2010..2014".into()])];
    });
    check("f.limit=3&f.q=x", |p| {
        p.selections = vec![("limit".into(), vec!["3".into()]), ("q".into(), vec!["x".into()])]
    });
    check("regions=&f.client=", |_| {});
}

#[test]
fn numbers_out_of_range_are_refused_never_clamped() {
    let cases = [
        ("limit=101", "0 to 100"),
        ("limit=-1", "0 to 100"),
        ("limit=", "0 to 100"),
        ("limit=1e1", "0 to 100"),
        ("facet_limit=1001", "0 to 1000"),
        ("snippets=0", "1 to 5"),
        ("snippets=6", "1 to 5"),
        ("snippet_chars=39", "40 to 1000"),
        ("snippet_chars=1001", "40 to 1000"),
        ("offset=10001", "0 to 10000"),
        ("deadline_ms=0", "1 to 150"),
        ("deadline_ms=151", "1 to 150"),
        ("limit=99999999999999999999999999", "0 to 100"),
    ];
    for (query, text) in cases {
        check_problem(query, Problem::ParameterInvalid, query.split('=').next().unwrap(), text);
    }
    check_problem("offset=9990&limit=11", Problem::RequestInvalid, "offset", "10001");
}

#[test]
fn what_is_not_known_is_refused_with_the_nearest_name() {
    check_problem("lmit=3", Problem::ParameterUnknown, "lmit", "limit");
    check_problem("region=Asia", Problem::ParameterUnknown, "region", "regions");
    check_problem("Facet-Limit=1", Problem::ParameterUnknown, "Facet-Limit", "facet_limit");
    check_problem("colour=red", Problem::ParameterUnknown, "colour", "f.colour=");
    check_problem("sort=title", Problem::ParameterInvalid, "sort", "relevance, date:desc, date:asc");
    check_problem("explain=1", Problem::ParameterInvalid, "explain", "one of true, false, not \"1\"");
    check_problem("explain=", Problem::ParameterInvalid, "explain", "true, false");
    check_problem("match=every", Problem::ParameterInvalid, "match", "auto, all, any");
}

#[test]
fn names_to_come_are_kept_free_and_fields_of_these_names_reached_by_the_prefix() {
    for name in ["lang", "cursor"] {
        let hint = format!("f.{name}=");
        check_problem(&format!("{name}=en"), Problem::ParameterInvalid, name, "not available yet");
        check_problem(&format!("{name}=en"), Problem::ParameterInvalid, name, &hint);
        check(&format!("f.{name}=en"), |p| p.selections = vec![(name.into(), vec!["en".into()])]);
        assert_eq!(SearchParameters::selection_name(name), format!("f.{name}"));
        assert!(!SearchParameters::knows(name, &[name.to_owned()]));
    }
    let text = "title:asc is not available yet; the orders are relevance, date:desc, date:asc";
    check_problem("sort=title:asc", Problem::ParameterInvalid, "sort", text);
}

#[test]
fn what_one_search_selects_and_names_has_an_end() {
    let many = |name: &str, count: usize| (0..count).map(|at| format!("{name}=v{at}&")).collect::<String>();
    assert!(read(&many("regions", 256)).is_ok());
    check_problem(&many("regions", 257), Problem::ParameterInvalid, "regions", "256");
    check_problem(&(many("regions", 200) + &many("f.client", 57)), Problem::ParameterInvalid, "f.client", "256");
    assert!(read(&many("facets", 256)).is_ok());
    check_problem(&many("fields", 257), Problem::ParameterInvalid, "fields", "256");
}

#[test]
fn a_parameter_of_one_value_is_not_taken_twice() {
    check_problem("q=a&q=b", Problem::ParameterRepeated, "q", "one value");
}

#[test]
fn messages_repeat_only_the_beginning_of_a_value() {
    let error = read(&format!("{}=1", "x".repeat(9000))).unwrap_err();
    assert!(error.body().len() < 500);
}

#[test]
fn every_parameter_is_known_by_name() {
    let facets = ["regions".to_owned()];
    for name in SINGLE.iter().chain(LISTS).chain(&["regions", "f.anything"]) {
        assert!(SearchParameters::knows(name, &facets), "{name}");
    }
    assert!(!SearchParameters::knows("utm_source", &facets));
}

proptest! {
    #[test]
    fn a_query_string_reads_back(
        q in ".{0,20}",
        region in ".{1,10}",
        limit in 0_usize..=100,
        offset in 0_usize..=9900,
        any in any::<bool>(),
    ) {
        let mut parameters = SearchParameters { q, limit, offset, ..SearchParameters::default() };
        parameters.selections = vec![("regions".into(), vec![region.clone()]), ("limit".into(), vec![region])];
        if any {
            parameters.matching = Match::Any;
            parameters.sort = Sort { key: SortKey::Date { descending: true } };
            parameters.facets = Some(vec![]);
        }
        prop_assert_eq!(read(&parameters.query_string()), Ok(parameters));
    }

    #[test]
    fn no_bytes_make_reading_fail_to_answer(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let _ = read(&String::from_utf8_lossy(&bytes));
        let _ = ParameterList::from_json(&bytes);
    }
}
