//! Every operation against an independent implementation (`dashu-int`), with Rocq's conventions
//! where a divisor is 0.
//!
//! The promise: the exact result or a fault. Numbers of any size never have to fault here; words
//! fault exactly where the result does not fit.

use core::fmt::{Debug, Display};
use core::hash::{BuildHasher, BuildHasherDefault};
use std::hash::DefaultHasher;

use dashu_int::{IBig, UBig, ops::BitTest, ops::SquareRoot};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use verinoise::{BigInt, BigUint, Fault, Int, Integer, Nat, Natural, Sequence, Tape};

fn config() -> ProptestConfig {
    ProptestConfig {
        cases: 4000,
        rng_seed: RngSeed::Fixed(1),
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

/// Numbers around 0, 2^64, 2^128 and large powers of two, and of random size.
fn natural() -> impl Strategy<Value = UBig> {
    let near = (
        prop::sample::select(vec![0_usize, 8, 32, 63, 64, 96, 127, 128, 129, 192, 256, 600]),
        -3_i32..=3,
    )
        .prop_map(|(power, offset)| {
            UBig::try_from((IBig::ONE << power) + offset).unwrap_or(UBig::ZERO)
        });
    let random =
        prop::collection::vec(any::<u8>(), 0..80).prop_map(|bytes| UBig::from_le_bytes(&bytes));
    prop_oneof![near, random]
}

fn integer() -> impl Strategy<Value = IBig> {
    (natural(), any::<bool>()).prop_map(|(magnitude, negative)| {
        let value = IBig::from(magnitude);
        if negative { -value } else { value }
    })
}

fn nat(value: &UBig) -> Nat {
    Nat::from(BigUint::from_bytes_le(&value.to_le_bytes()))
}

fn int(value: &IBig) -> Int {
    Int::from(value.to_string().parse::<BigInt>().unwrap())
}

fn hash<T: core::hash::Hash>(value: &T) -> u64 {
    BuildHasherDefault::<DefaultHasher>::default().hash_one(value)
}

/// The same value in the same representation: equality, order and hash all rely on it.
fn same<T: Debug + Display + Ord + core::hash::Hash>(found: &T, expected: &T, text: &str) {
    assert_eq!(found, expected);
    assert_eq!(found.cmp(expected), core::cmp::Ordering::Equal);
    assert_eq!(hash(found), hash(expected));
    assert_eq!(found.to_string(), text);
}

fn same_nat(found: Result<Nat, Fault>, expected: &UBig) {
    same(&found.unwrap(), &nat(expected), &expected.to_string());
}

fn same_int(found: Result<Int, Fault>, expected: &IBig) {
    same(&found.unwrap(), &int(expected), &expected.to_string());
}

fn quotient(n: &UBig, d: &UBig) -> UBig {
    if *d == UBig::ZERO { UBig::ZERO } else { n / d }
}

fn difference(a: &UBig, b: &UBig) -> UBig {
    if a < b { UBig::ZERO } else { a - b }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn naturals_of_any_size(a in natural(), b in natural(), bits in 0_u64..700) {
        let (x, y) = (nat(&a), nat(&b));
        same(&x, &x.clone(), &a.to_string());
        prop_assert_eq!((x.cmp(&y), x.partial_cmp(&y)), (a.cmp(&b), a.partial_cmp(&b)));
        prop_assert_eq!(format!("{x:?}"), a.to_string());
        prop_assert_eq!(BigUint::from(x.clone()), BigUint::from_bytes_le(&a.to_le_bytes()));
        same_nat(x.add(&y), &(&a + &b));
        same_nat(x.mul(&y), &(&a * &b));
        same_nat(Ok(x.saturating_sub(&y)), &difference(&a, &b));
        same_nat(x.div(&y), &quotient(&a, &b));
        same_nat(x.shl(&Nat::from(bits)), &(&a << usize::try_from(bits).unwrap()));
        same_nat(Ok(x.and(&y)), &(&a & &b));
        same_nat(Ok(x.shr(&Nat::from(bits))), &(&a >> usize::try_from(bits).unwrap()));
        same_nat(Ok(x.shr(&y)), &usize::try_from(&b).map_or(UBig::ZERO, |bits| &a >> bits));
        same_nat(Ok(x.bit_length()), &UBig::from(a.bit_len()));
        same_nat(x.isqrt(), &a.sqrt());
        prop_assert_eq!(x.is_odd(), a.bit(0));
        prop_assert_eq!(x.to_usize(), usize::try_from(&a).ok());
        same_nat(Nat::from_nat(&x), &a);
    }

    #[test]
    fn integers_of_any_size(a in integer(), b in integer()) {
        let (x, y) = (int(&a), int(&b));
        same(&x, &x.clone(), &a.to_string());
        prop_assert_eq!((x.cmp(&y), x.partial_cmp(&y)), (a.cmp(&b), a.partial_cmp(&b)));
        prop_assert_eq!(format!("{x:?}"), a.to_string());
        prop_assert_eq!(BigInt::from(x.clone()).to_string(), a.to_string());
        same_int(x.add(&y), &(&a + &b));
        same_int(x.neg(), &-&a);
        let magnitude = UBig::try_from(if a < IBig::ZERO { -&a } else { a.clone() }).unwrap();
        same_nat(Ok(x.magnitude()), &magnitude);
        same_int(Int::from_natural(&x.magnitude()), &IBig::from(magnitude));
        same_int(Int::from_int(&x), &a);
        prop_assert_eq!(i64::try_from(&x).ok(), i64::try_from(&a).ok());
        prop_assert_eq!(i128::try_from(&x).ok(), i128::try_from(&a).ok());
    }

    #[test]
    fn bytes_of_any_count(bytes in prop::collection::vec(any::<u8>(), 0..60)) {
        let mut tape = Tape::new(&bytes);
        let found = Nat::take(&mut tape, &Nat::from(bytes.len())).unwrap();
        same_nat(Ok(found), &UBig::from_le_bytes(&bytes));
        prop_assert!(tape.remaining().is_empty());
        prop_assert!(Nat::take(&mut Tape::new(&bytes), &Nat::from(bytes.len() + 1)).is_err());
    }
}

/// Shifts that no memory has room for.
#[test]
fn absurd_shifts() {
    let powers = [50_u32, 62, 63, 64, 65, 127, 128, 600];
    for bits in powers.map(|power| BigUint::from(1_u32) << power) {
        for bits in [bits.clone() - 1_u32, bits.clone(), bits + 1_u32].map(Nat::from) {
            assert_eq!(Nat::ZERO.shl(&bits), Ok(Nat::ZERO));
            for value in [1, 1 << 64, u128::MAX].map(Nat::from) {
                assert_eq!(value.shl(&bits), Err(Fault::Memory));
                assert_eq!(value.mul(&value).unwrap().shl(&bits), Err(Fault::Memory));
            }
        }
    }
}

/// A sequence gives these items, as numbers or as faults, and what stands outside anywhere else.
fn holds<N: Natural, T: Clone + Debug + PartialEq>(
    sequence: impl Sequence<N, T>,
    items: &[Result<T, Fault>],
    outside: &T,
) {
    assert_eq!(sequence.length(), Ok(N::from(items.len() as u64)));
    assert_eq!(sequence.items().collect::<Vec<_>>(), items);
    for (index, item) in (0..).zip(items) {
        assert_eq!(sequence.get(&N::from(index)), *item);
    }
    let length = items.len() as u64;
    for index in [length, length + 1, 1 << 32, 1 << 63, u64::MAX].map(N::from) {
        assert_eq!(sequence.get(&index), Ok(outside.clone()));
        // An index beyond all words, where there is one.
        if let Ok(square) = index.mul(&index).and_then(|index| index.mul(&index))
            && square > N::from(length)
        {
            assert_eq!(sequence.get(&square), Ok(outside.clone()));
        }
    }
}

/// Every kind of slice, over one arithmetic: items are given as they are, if they fit.
fn slices_hold<N: Natural>(
    naturals: &[UBig],
    integers: &[IBig],
    natural: impl Fn(&UBig) -> Result<N, Fault>,
    integer: impl Fn(&IBig) -> Result<N::Integer, Fault>,
) {
    let (zero, integer_zero) = (N::from(0), N::Integer::from(0));
    macro_rules! words_hold {
        ($($word:ident;)*) => {$(
            let low = |value: &UBig| $word::try_from(value & UBig::from($word::MAX)).unwrap();
            let items: Vec<$word> = naturals.iter().map(low).collect();
            let given: Vec<_> = items.iter().map(|item| natural(&UBig::from(*item))).collect();
            holds::<N, N>(items.as_slice(), &given, &zero);
        )*};
    }
    macro_rules! signed_words_hold {
        ($($signed:ident;)*) => {$(
            let words = integers.iter().filter_map(|value| $signed::try_from(value).ok());
            let items: Vec<$signed> = [$signed::MIN, $signed::MAX].into_iter().chain(words).collect();
            let given: Vec<_> = items.iter().map(|item| integer(&IBig::from(*item))).collect();
            holds::<N, N::Integer>(items.as_slice(), &given, &integer_zero);
        )*};
    }
    words_hold! { u8; u32; u64; u128; }
    signed_words_hold! { i64; i128; }
    let items: Vec<Nat> = naturals.iter().map(nat).collect();
    let given: Vec<_> = naturals.iter().map(natural).collect();
    holds::<N, N>(items.as_slice(), &given, &zero);
    let items: Vec<Int> = integers.iter().map(int).collect();
    let given: Vec<_> = integers.iter().map(integer).collect();
    holds::<N, N::Integer>(items.as_slice(), &given, &integer_zero);
    let items: Vec<bool> = naturals.iter().map(|value| value.bit(0)).collect();
    let given: Vec<_> = items.iter().copied().map(Ok).collect();
    holds::<N, bool>(items.as_slice(), &given, &false);
}

fn some_naturals() -> impl Strategy<Value = Vec<UBig>> {
    prop::collection::vec(natural(), 0..8)
}

fn some_integers() -> impl Strategy<Value = Vec<IBig>> {
    prop::collection::vec(integer(), 0..8)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, ..config() })]

    #[test]
    fn sequences_over_numbers_of_any_size(naturals in some_naturals(), integers in some_integers()) {
        slices_hold::<Nat>(&naturals, &integers, |item| Ok(nat(item)), |item| Ok(int(item)));
    }
}

macro_rules! words {
    ($name:ident, $word:ident, $signed:ident) => {
        mod $name {
            use super::*;

            /// The word of this value, or the fault that says there is none.
            fn word(value: UBig) -> Result<$word, Fault> {
                $word::try_from(value).map_err(|_| Fault::Capacity)
            }

            fn signed(value: IBig) -> Result<$signed, Fault> {
                $signed::try_from(value).map_err(|_| Fault::Capacity)
            }

            fn any_word() -> impl Strategy<Value = $word> {
                natural().prop_map(|value| word(&value & UBig::from($word::MAX)).unwrap())
            }

            fn any_signed() -> impl Strategy<Value = $signed> {
                any_word().prop_map(<$word>::cast_signed)
            }

            proptest! {
                #![proptest_config(config())]

                #[test]
                fn naturals(x in any_word(), y in any_word(), bits in 0_u64..200) {
                    let (a, b) = (UBig::from(x), UBig::from(y));
                    prop_assert_eq!(x.add(&y), word(&a + &b));
                    prop_assert_eq!(x.mul(&y), word(&a * &b));
                    prop_assert_eq!(Ok(Natural::saturating_sub(&x, &y)), word(difference(&a, &b)));
                    prop_assert_eq!(x.div(&y), word(quotient(&a, &b)));
                    prop_assert_eq!(x.div(&0), Ok(0));
                    let shifted = word(&a >> usize::try_from(bits).unwrap());
                    prop_assert_eq!(Ok(x.shr(&bits.into())), shifted);
                    let shifted = word(&a << usize::try_from(bits).unwrap());
                    prop_assert_eq!(Natural::shl(&x, &bits.into()), shifted);
                    prop_assert_eq!(Natural::shl(&0, &y), Ok(0));
                    // A number that is shifted beyond its word, unless it is 0.
                    let far = if x == 0 { Ok(0) } else { Err(Fault::Capacity) };
                    prop_assert_eq!(Natural::shl(&x, &y.max($word::BITS.into())), far);
                    prop_assert_eq!(Ok(x.and(&y)), word(&a & &b));
                    prop_assert_eq!(Ok(x.bit_length()), word(UBig::from(a.bit_len())));
                    prop_assert_eq!(Natural::isqrt(&x), word(a.sqrt()));
                    prop_assert_eq!(x.is_odd(), a.bit(0));
                    prop_assert_eq!(x.to_usize(), usize::try_from(&a).ok());
                }

                #[test]
                fn conversions(a in natural(), b in integer()) {
                    prop_assert_eq!($word::from_nat(&nat(&a)), word(a));
                    prop_assert_eq!($signed::from_int(&int(&b)), signed(b));
                }

                #[test]
                fn sequences(naturals in some_naturals(), integers in some_integers()) {
                    let word = |item: &UBig| word(item.clone());
                    slices_hold::<$word>(&naturals, &integers, word, |item| signed(item.clone()));
                }

                #[test]
                fn integers(x in any_signed(), y in any_signed()) {
                    let (a, b) = (IBig::from(x), IBig::from(y));
                    prop_assert_eq!(x.add(&y), signed(&a + &b));
                    prop_assert_eq!(x.neg(), signed(-&a));
                    let magnitude = x.magnitude();
                    prop_assert_eq!(IBig::from(magnitude), if x < 0 { -a } else { a });
                    let found = $signed::from_natural(&magnitude);
                    prop_assert_eq!(found, signed(IBig::from(magnitude)));
                }

                #[test]
                fn bytes(bytes in prop::collection::vec(any::<u8>(), 0..20)) {
                    let count = bytes.len().try_into().unwrap();
                    let found = $word::take(&mut Tape::new(&bytes), &count);
                    if bytes.len() <= size_of::<$word>() {
                        prop_assert_eq!(UBig::from(found.unwrap()), UBig::from_le_bytes(&bytes));
                    } else {
                        prop_assert_eq!(found, Err(Fault::Capacity.into()));
                    }
                }
            }
        }
    };
}

words!(words, u64, i64);
words!(double_words, u128, i128);
