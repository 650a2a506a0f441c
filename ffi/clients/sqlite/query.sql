-- How many people are in each state of health, with noise of variance 5: 0.1-zCDP for each group.
SELECT health, vn_gaussian(sum(CAST(people AS INTEGER)), '5') AS people FROM visits GROUP BY health ORDER BY health;
