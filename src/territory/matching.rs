//! Minimum-cost perfect matching of a square cost table. Knows nothing of territories.
//!
//! Hungarian method with potentials, one shortest augmenting path per row: Kuhn 1955, Munkres 1957, in
//! the O(n³) form of Jonker and Volgenant 1987.

/// The column matched to each row so that the sum of costs is least.
///
/// `cost(row, column)` must be finite for every pair below `size`.
pub fn minimum_cost_matching(size: usize, cost: impl Fn(usize, usize) -> f64) -> Vec<usize> {
    // Rows and columns count from 1; 0 is the virtual column every path starts from.
    let mut row_potential = vec![0.0; size + 1];
    let mut column_potential = vec![0.0; size + 1];
    let mut row_of_column = vec![0_usize; size + 1];
    let mut previous_column = vec![0_usize; size + 1];
    for row in 1..=size {
        let mut reach = vec![f64::INFINITY; size + 1];
        let mut visited = vec![false; size + 1];
        let mut column = 0;
        row_of_column[0] = row;
        loop {
            visited[column] = true;
            let current_row = row_of_column[column];
            let mut step = f64::INFINITY;
            let mut next_column = 0;
            for candidate in (1..=size).filter(|&candidate| !visited[candidate]) {
                let reduced = cost(current_row - 1, candidate - 1) - row_potential[current_row] - column_potential[candidate];
                if reduced < reach[candidate] {
                    reach[candidate] = reduced;
                    previous_column[candidate] = column;
                }
                if reach[candidate] < step {
                    step = reach[candidate];
                    next_column = candidate;
                }
            }
            if next_column == 0 {
                break;
            }
            for candidate in 0..=size {
                if visited[candidate] {
                    row_potential[row_of_column[candidate]] += step;
                    column_potential[candidate] -= step;
                } else {
                    reach[candidate] -= step;
                }
            }
            column = next_column;
            if row_of_column[column] == 0 {
                break;
            }
        }
        while column != 0 {
            row_of_column[column] = row_of_column[previous_column[column]];
            column = previous_column[column];
        }
    }
    let mut column_of_row = vec![0; size];
    for column in 1..=size {
        if row_of_column[column] > 0 {
            column_of_row[row_of_column[column] - 1] = column - 1;
        }
    }
    column_of_row
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn textbook_table() {
        let table = [[4.0, 1.0, 3.0], [2.0, 0.0, 5.0], [3.0, 2.0, 2.0]];
        assert_eq!(minimum_cost_matching(3, |row, column| table[row][column]), vec![1, 0, 2]);
        assert!(minimum_cost_matching(0, |_, _| 0.0).is_empty());
    }

    fn cheapest(table: &[Vec<f64>], row: usize, taken: &mut Vec<bool>) -> f64 {
        if row == table.len() {
            return 0.0;
        }
        let mut best = f64::INFINITY;
        for column in 0..table.len() {
            if !taken[column] {
                taken[column] = true;
                best = best.min(table[row][column] + cheapest(table, row + 1, taken));
                taken[column] = false;
            }
        }
        best
    }

    proptest! {
        #[test]
        fn equals_enumeration(cells in proptest::collection::vec(-9.0..9.0_f64, 25)) {
            let table: Vec<Vec<f64>> = cells.chunks(5).map(<[f64]>::to_vec).collect();
            let matched = minimum_cost_matching(5, |row, column| table[row][column]);
            let total: f64 = matched.iter().enumerate().map(|(row, &column)| table[row][column]).sum();
            prop_assert!((total - cheapest(&table, 0, &mut vec![false; 5])).abs() < 1e-9);
        }
    }
}
