-- How many person-years there are in each state of health, with noise of variance 5: 0.1-zCDP for each group.
SELECT health, vn_gaussian(sum(CAST(person_years AS INTEGER)), '5') AS person_years FROM visits GROUP BY health ORDER BY health;
