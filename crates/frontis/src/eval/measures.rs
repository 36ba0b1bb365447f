//! The formulas. Pure: a ranking and the grades of pages in, a figure between 0 and 1 out.
//!
//! `ranked` are the grades of the pages returned, best first, 0 for a page that nobody judged; `judged` are all grades
//! that were given for the query. A page is *relevant* from grade 1 on.
//!
//! Where there is nothing relevant, no ranking is good or bad: every figure is 0 then, and [`Evaluation`] leaves such
//! queries out.
//!
//! [`Evaluation`]: super::Evaluation

/// Returns nDCG at `k`: the gain of the first `k` pages, each discounted by its rank, by that of the best order of all
/// judged pages.
///
/// The gain of a page of grade g is 2^g − 1, the discount at rank r is log2(r + 1). The measure is that of Järvelin and
/// Kekäläinen ("Cumulated gain-based evaluation of IR techniques", ACM TOIS 20(4), 2002), the gain and the discount
/// those of Burges et al. ("Learning to rank using gradient descent", ICML 2005). O(k + judged · log judged).
///
/// ```
/// use frontis::eval::measures::ndcg;
///
/// assert_eq!(ndcg(&[3, 2, 0], &[2, 3], 10), 1.0);
/// assert!(ndcg(&[2, 3, 0], &[2, 3], 10) < 1.0);
/// ```
pub fn ndcg(ranked: &[u8], judged: &[u8], k: usize) -> f64 {
    let mut best = judged.to_vec();
    best.sort_unstable_by(|a, b| b.cmp(a));
    let ideal = discounted_gain(&best, k);
    if ideal > 0.0 { discounted_gain(ranked, k) / ideal } else { 0.0 }
}

fn discounted_gain(grades: &[u8], k: usize) -> f64 {
    let gain = |grade: u8| f64::from(grade).exp2() - 1.0;
    let ranks = (2_u32..).map(f64::from);
    // Not `sum`, which is −0 of nothing.
    grades.iter().take(k).zip(ranks).fold(0.0, |sum, (grade, rank_and_one)| sum + gain(*grade) / rank_and_one.log2())
}

/// Returns the average precision: the precision at the rank of each relevant page, averaged over all that were judged
/// relevant; one that is not in `ranked` counts 0.
///
/// Averaged over queries it is MAP (Manning, Raghavan, Schütze: "Introduction to Information Retrieval", 2008, section
/// 8.4). O(ranked + judged).
///
/// ```
/// use frontis::eval::measures::average_precision;
///
/// assert_eq!(average_precision(&[1, 0, 1], &[1, 1]), (1.0 + 2.0 / 3.0) / 2.0);
/// ```
pub fn average_precision(ranked: &[u8], judged: &[u8]) -> f64 {
    let mut found = 0.0;
    let mut sum = 0.0;
    for (grade, rank) in ranked.iter().zip(1_u32..) {
        if is_relevant(*grade) {
            found += 1.0;
            sum += found / f64::from(rank);
        }
    }
    share(sum, judged)
}

/// Returns 1 by the rank of the first relevant page among the first `k`; 0 where there is none.
///
/// Averaged over queries it is MRR (Voorhees: "The TREC-8 question answering track report", 1999). O(k).
///
/// ```
/// use frontis::eval::measures::reciprocal_rank;
///
/// assert_eq!(reciprocal_rank(&[0, 2], 10), 0.5);
/// assert_eq!(reciprocal_rank(&[0, 2], 1), 0.0);
/// ```
pub fn reciprocal_rank(ranked: &[u8], k: usize) -> f64 {
    let first = ranked.iter().take(k).zip(1_u32..).find(|(grade, _)| is_relevant(**grade));
    first.map_or(0.0, |(_, rank)| 1.0 / f64::from(rank))
}

/// Returns the recall at `k`: how many of the relevant pages are among the first `k`, by how many there are. O(k +
/// judged).
///
/// ```
/// use frontis::eval::measures::recall;
///
/// assert_eq!(recall(&[1, 0, 3], &[3, 1, 1, 0], 100), 2.0 / 3.0);
/// ```
pub fn recall(ranked: &[u8], judged: &[u8], k: usize) -> f64 {
    let found = ranked.iter().take(k).filter(|grade| is_relevant(**grade)).count();
    share(found as f64, judged)
}

/// True from grade 1 on.
pub(super) fn is_relevant(grade: u8) -> bool {
    grade > 0
}

/// `sum` by the number of relevant pages.
fn share(sum: f64, judged: &[u8]) -> f64 {
    let relevant = judged.iter().filter(|grade| is_relevant(**grade)).count();
    if relevant > 0 { sum / relevant as f64 } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(found: f64, expected: f64) {
        assert!((found - expected).abs() < 5e-7, "{found} instead of {expected}");
    }

    /// Grades 3 2 3 0 1 2 are returned, and 3 3 3 2 2 2 1 0 judged. Gains 2^g − 1 are 7 3 7 0 1 3 and 7 7 7 3 3 3.
    /// log2 of 2 to 7 is 1, 1.5849625, 2, 2.3219281, 2.5849625, 2.8073549.
    /// DCG  = 7 + 1.8927893 + 3.5 + 0 + 0.3868528 + 1.0686216 = 13.8482637.
    /// IDCG = 7 + 4.4165083 + 3.5 + 1.2920297 + 1.1605584 + 1.0686216 = 18.4377180.
    /// At 3: 12.3927893 by 14.9165083.
    #[test]
    fn ndcg_is_the_worked_example() {
        let (ranked, judged) = ([3, 2, 3, 0, 1, 2], [3, 3, 3, 2, 2, 2, 1, 0]);
        check(ndcg(&ranked, &judged, 6), 13.848_263_7 / 18.437_718_0);
        check(ndcg(&ranked, &judged, 3), 12.392_789_3 / 14.916_508_3);
        check(ndcg(&[0, 0, 1], &[1], 3), 0.5);
        check(ndcg(&[0, 0, 1], &[1], 2), 0.0);
    }

    /// Relevant at ranks 1, 3 and 6 of 10, of 4: (1/1 + 2/3 + 3/6) / 4 = 2.1666667 / 4.
    #[test]
    fn average_precision_is_the_worked_example() {
        let ranked = [2, 0, 1, 0, 0, 1, 0, 0, 0, 0];
        check(average_precision(&ranked, &[2, 1, 1, 1, 0]), 0.541_666_7);
        check(average_precision(&[], &[1]), 0.0);
    }

    #[test]
    fn reciprocal_rank_and_recall_look_at_the_first_k() {
        let mut ranked = [0; 20];
        (ranked[11], ranked[12]) = (1, 1);
        check(reciprocal_rank(&ranked, usize::MAX), 1.0 / 12.0);
        check(reciprocal_rank(&ranked, 10), 0.0);
        check(recall(&ranked, &[1, 1, 1], 100), 2.0 / 3.0);
        check(recall(&ranked, &[1, 1, 1], 12), 1.0 / 3.0);
    }

    #[test]
    fn where_nothing_is_relevant_every_figure_is_zero() {
        for figure in
            [ndcg(&[0], &[0], 10), average_precision(&[0], &[0]), reciprocal_rank(&[0], 10), recall(&[], &[], 1)]
        {
            assert!(figure == 0.0 && figure.is_sign_positive(), "{figure}");
        }
    }
}
