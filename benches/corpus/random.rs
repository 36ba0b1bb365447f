//! Numbers that look random and are the same on every machine: nothing here asks the platform's mathematical library,
//! whose last bits differ.

/// Vigna's xorshift64*, "An experimental exploration of Marsaglia's xorshift generators, scrambled", 2016.
pub(super) struct Random(u64);

impl Random {
    /// Neighbouring seeds give unrelated numbers (SplitMix64's mixing; Steele, Lea, Flood, 2014).
    pub(super) fn new(seed: u64) -> Self {
        let mut mixed = seed.wrapping_add(0x9E37_79B9_7F4A_7C15);
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        Self((mixed ^ (mixed >> 31)).max(1))
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }

    /// From 0 up to `bound`, which is not included.
    pub(super) fn below(&mut self, bound: usize) -> usize {
        (self.next() >> 32) as usize % bound
    }

    /// From `least` to `most`, both included.
    pub(super) fn between(&mut self, least: usize, most: usize) -> usize {
        least + self.below(most - least + 1)
    }

    /// True once in `times`.
    pub(super) fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    /// One of `items`.
    pub(super) fn of<T: Copy>(&mut self, items: &[T]) -> T {
        items[self.below(items.len())]
    }

    /// A log-normal number: half of them are less than `median`, and `deviation` is that of their logarithm.
    pub(super) fn log_normal(&mut self, median: f64, deviation: f64) -> f64 {
        median * exp(deviation * self.normal())
    }

    /// Mean 0, deviation 1: the sum of twelve uniform numbers less six.
    fn normal(&mut self) -> f64 {
        (0..12).map(|_| (self.next() >> 11) as f64 / (1_u64 << 53) as f64).sum::<f64>() - 6.0
    }
}

/// `(1 + x / 2^20)^(2^20)`, by multiplications alone.
fn exp(x: f64) -> f64 {
    (0..20).fold(1.0 + x / f64::from(1 << 20), |power, _| power * power)
}

/// Draws ranks, each with a chance of 1 / rank (Zipf's law).
pub(super) struct Zipf {
    sums: Vec<u64>,
}

impl Zipf {
    /// For ranks from 0 up to `count`, which is not included.
    pub(super) fn new(count: usize) -> Self {
        let weights = (1..=count as u64).map(|rank| (1 << 40) / rank);
        let add = |sum: &mut u64, weight| {
            *sum += weight;
            Some(*sum)
        };
        Self { sums: weights.scan(0, add).collect() }
    }

    pub(super) fn draw(&self, random: &mut Random) -> usize {
        let total = self.sums.last().copied().unwrap_or(1);
        let target = random.next() % total;
        self.sums.partition_point(|sum| *sum <= target)
    }
}
