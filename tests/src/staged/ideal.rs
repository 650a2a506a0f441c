//! Draws from closed forms, under the names and signatures of the exported functions.

pub(super) mod uniform {
    //! Ideal uniform numbers.

    use crate::staged::{Family, draw_natural};
    use crate::{Natural, Source, Stop};

    pub(in crate::staged) fn uniform<N: Natural, S: Source>(
        source: &mut S,
        bound: &N,
    ) -> Result<N, Stop<S::Error>> {
        draw_natural(source, Family::Uniform, bound, &N::from(1))
    }
}

pub(super) mod bernoulli_exp {
    //! Ideal coins of exponential probability.

    use crate::staged::{Family, draw};
    use crate::{Natural, Source, Stop};

    pub(in crate::staged) fn bernoulli_exp<N: Natural, S: Source>(
        source: &mut S,
        numerator: &N,
        denominator: &N,
    ) -> Result<bool, Stop<S::Error>> {
        Ok(draw(source, Family::BernoulliExp, numerator, denominator)? == 1)
    }

    pub(in crate::staged) fn bernoulli_exp_unit<N: Natural, S: Source>(
        source: &mut S,
        numerator: &N,
        denominator: &N,
    ) -> Result<bool, Stop<S::Error>> {
        assert!(numerator <= denominator, "the precondition of bernoulli_exp_unit");
        bernoulli_exp(source, numerator, denominator)
    }
}

pub(super) mod geometric {
    //! Ideal geometric numbers.

    use crate::staged::{Family, draw_natural};
    use crate::{Natural, Source, Stop};

    pub(in crate::staged) fn geometric<N: Natural, S: Source>(
        source: &mut S,
        numerator: &N,
        denominator: &N,
    ) -> Result<N, Stop<S::Error>> {
        draw_natural(source, Family::Geometric, numerator, denominator)
    }
}

pub(super) mod laplace {
    //! Ideal discrete Laplace noise.

    use crate::staged::{Family, draw};
    use crate::{Integer, Natural, Source, Stop};

    pub(in crate::staged) fn laplace<N: Natural, S: Source>(
        source: &mut S,
        numerator: &N,
        denominator: &N,
    ) -> Result<N::Integer, Stop<S::Error>> {
        let value = draw(source, Family::Laplace, numerator, denominator)?;
        let size = N::Integer::from_natural(&N::from(value.unsigned_abs()))?;
        Ok(if value < 0 { size.neg()? } else { size })
    }
}
