"""Writes privacy.csv: conversions between zCDP and (eps, delta) to 60 digits, and half-widths.

    python3 -m venv venv && venv/bin/pip install mpmath==1.4.1
    venv/bin/python samplers/tests/data/privacy.py > samplers/tests/data/privacy.csv

Each conversion is found twice, by ternary search for the best a = alpha - 1 and by a root of the derivative; the
two must agree. Columns: what is computed, its two arguments, the value.
"""

from fractions import Fraction
from mpmath import bernpoly, erfc, exp, factorial, floor, log, log1p, mp, mpf, nstr, pi, sqrt, workdps

mp.dps = 120


def number(text):
    fraction = Fraction(text)
    return mpf(fraction.numerator) / fraction.denominator


def log_delta(a, rho, eps):
    """The logarithm of exp((alpha-1)(alpha rho - eps)) / (alpha-1) * (1 - 1/alpha)^alpha."""
    return a * ((1 + a) * rho - eps) - a * log1p(1 / a) - log1p(a)


def eps_of(a, rho, log_inverse):
    return (1 + a) * rho + (log_inverse - log1p(a)) / a - log1p(1 / a)


def rho_of(a, eps, log_inverse):
    return (eps + log1p(1 / a) - (log_inverse - log1p(a)) / a) / (1 + a)


def minimum(f):
    """The minimum over a > 0 of a function that falls, then rises; by ternary search over log a."""
    low, high = mpf(-800), mpf(800)
    for _ in range(460):
        left, right = low + (high - low) / 3, high - (high - low) / 3
        if f(exp(left)) < f(exp(right)):
            high = right
        else:
            low = left
    return f(exp((low + high) / 2))


def root(rises):
    """The a at which a rising function is 0; by bisection over log a."""
    low, high = mpf(-800), mpf(800)
    for _ in range(420):
        middle = (low + high) / 2
        if rises(exp(middle)) < 0:
            low = middle
        else:
            high = middle
    return exp((low + high) / 2)


def agree(name, first, second):
    scale = max(abs(first), abs(second), mpf(10) ** -60)
    assert abs(first - second) <= scale * mpf(10) ** -64, (name, first, second)
    return first


def epsilon(rho, delta):
    L = -log(delta)
    by_root = eps_of(root(lambda a: a * a * rho + log1p(a) - L), rho, L)
    return max(0, agree("epsilon", by_root, minimum(lambda a: eps_of(a, rho, L))))


def delta(rho, eps):
    slope = lambda a: (1 + 2 * a) * rho - eps - log1p(1 / a)
    by_root = log_delta(root(slope), rho, eps)
    return exp(agree("delta", by_root, minimum(lambda a: log_delta(a, rho, eps))))


def rho(eps, delta):
    L = -log(delta)
    slope = lambda a: eps + log1p(1 / a) - (1 + 2 * a) * (L - log1p(a)) / (a * a)
    by_root = rho_of(root(slope), eps, L)
    return agree("rho", by_root, -minimum(lambda a: -rho_of(a, eps, L)))


def textbook(rho, delta):
    return rho + 2 * sqrt(rho * -log(delta))


def masses(variance):
    """exp(-x^2 / (2 variance)) for x from 0 until it is negligible, and the sum over all integers."""
    reach = int(sqrt(2 * variance * 300)) + 2
    weights = [exp(-mpf(x * x) / (2 * variance)) for x in range(reach)]
    return weights, 2 * sum(weights) - 1


def gaussian_width(variance, risk):
    """The least h with P(|X| > h) <= risk."""
    weights, total = masses(variance)
    outside, width = 1 - weights[0] / total, 0
    while outside > risk:
        width += 1
        outside -= 2 * weights[width] / total
    return width


def outside_wide(variance, h):
    """P(|X| > h) for a large variance: the integral from h + 1/2, corrected by Euler and Maclaurin's formula."""
    sigma = sqrt(variance)
    u = (h + mpf(1) / 2) / sigma
    hermite = [mpf(1), u]
    for j in range(1, 60):
        hermite.append(u * hermite[j] - j * hermite[j - 1])
    tail = sqrt(pi / 2) * erfc(u / sqrt(mpf(2))) * sigma
    for k in range(1, 28):
        tail += bernpoly(2 * k, mpf(1) / 2) / factorial(2 * k) * hermite[2 * k - 1] / sigma ** (2 * k - 1) * exp(-u * u / 2)
    return 2 * tail / (sigma * sqrt(2 * pi))


def outside_narrow(variance, h):
    """P(|X| > h) for a small variance, summed."""
    reach = int(sqrt(2 * variance * 2 * mp.dps)) + h + 2
    weights = [exp(-mpf(x * x) / (2 * variance)) for x in range(reach)]
    return 2 * sum(weights[h + 1 :]) / (2 * sum(weights) - 1)


def outside_laplace(scale, h):
    return 2 * exp(-(h + 1) / scale) / (1 + exp(-1 / scale))


def least(outside, high, risk):
    """The least h >= 0 with outside(h) <= risk, by bisection."""
    low = -1
    while high - low > 1:
        middle = (low + high) // 2
        if outside(middle) <= risk:
            high = middle
        else:
            low = middle
    return high


def extreme_widths():
    """Half-widths at extreme risks and parameters, and at risks that agree with a mass to 240 digits after the point."""
    ways = [
        ("gaussian", outside_narrow, ["1e-30", "1/100", "1", "5", "12345"]),
        ("gaussian", outside_wide, ["1e10", "1e60", "1e200"]),
        ("laplace", outside_laplace, ["1e-30", "1/3", "10", "1e12", "1e60"]),
    ]
    for name, outside, parameters in ways:
        for text in parameters:
            parameter = number(text)
            reach = int((sqrt(parameter) if name == "gaussian" else 20 * parameter) * 60) + 10
            for risk in ["1e-300", "1e-30", "1/20", "9/10", "0." + 30 * "9"]:
                if outside is outside_wide and parameter < mpf(10) ** 11 and risk == "1e-300":
                    continue
                print(f"{name}-extreme,{text},{risk},{least(lambda h: outside(parameter, h), reach, number(risk))}")
            for h in [0, 3, 1000]:
                mass = outside(parameter, h)
                if not mpf(10) ** -200 < mass < 1 - mpf(10) ** -30:
                    continue
                digits = floor(mass * mpf(10) ** 240)
                for shift, width in [(0, h + 1), (1, h)]:
                    risk = nstr((digits + shift) / mpf(10) ** 240, 250, min_fixed=-999, strip_zeros=True)
                    assert least(lambda h: outside(parameter, h), reach, number(risk)) == width
                    print(f"{name}-extreme,{text},{risk},{width}")


def laplace_width(scale, risk):
    # P(X >= m) = exp(-m/t) / (1 + exp(-1/t)) <= risk/2.
    m = scale * (log(2 / risk) - log1p(exp(-1 / scale)))
    least = int(floor(m)) + 1
    assert abs(m - floor(m)) > mpf(10) ** -40
    return max(least, 1) - 1


def curve(variance, sensitivity_and_eps):
    """The exact delta of one integer query: P[X > A] - e^eps P[X > A + D], A = eps s^2/D - D/2."""
    D, eps = sensitivity_and_eps
    weights, total = masses(variance)
    start = int(floor(eps * variance / D - mpf(D) / 2)) + 1
    mass = lambda x: weights[abs(x)] if abs(x) < len(weights) else mpf(0)
    terms = (mass(x) - exp(eps) * mass(x + D) for x in range(max(start, -len(weights)), len(weights)))
    return sum(terms) / total


def line(name, first, second, value):
    print(f"{name},{first},{second},{mp.nstr(mpf(value), 60, strip_zeros=False, min_fixed=0, max_fixed=0)}")


RHOS = ["1e-30", "1e-12", "1e-6", "1/1000", "1/100", "1/10", "1/2", "1", "3", "10", "100", "1000", "1e6"]
DELTAS = ["1e-300", "1e-30", "1e-12", "1e-9", "1e-6", "1e-5", "1/1000", "1/10", "1/2", "9/10", "999999/1000000"]
EPSILONS = ["0", "1e-9", "1/1000", "1/10", "1/2", "1", "2", "5", "10", "50", "1000"]


def main():
    print("what,first,second,value")
    for r in RHOS:
        for d in DELTAS:
            line("epsilon", r, d, epsilon(number(r), number(d)))
            line("textbook", r, d, textbook(number(r), number(d)))
        for e in EPSILONS:
            value = delta(number(r), number(e))
            if mpf(2) ** -4000 < value < 1 - mpf(10) ** -15:
                line("delta", r, e, value)
    for e in EPSILONS:
        for d in DELTAS:
            line("rho", e, d, rho(number(e), number(d)))
    for risk in ["9/10", "1/2", "1/10", "1/20", "1/100", "1e-6", "1e-12", "1e-30"]:
        for variance in ["1/100", "1/4", "1", "5", "25/4", "100", "12345", "1e6"]:
            line("gaussian-width", variance, risk, gaussian_width(number(variance), number(risk)))
        for scale in ["1/100", "1/3", "1", "10", "12345/7", "1e12", "1e30"]:
            line("laplace-width", scale, risk, laplace_width(number(scale), number(risk)))
    for variance in ["1/4", "1", "5", "25/4", "100", "12345", "1e6"]:
        for sensitivity in [1, 2, 7]:
            for e in ["0", "1/1000", "1/10", "1/2", "1", "3", "10"]:
                value = curve(number(variance), (sensitivity, number(e)))
                if value > mpf(10) ** -60:
                    line(f"curve-{sensitivity}", variance, e, value)
    with workdps(420):
        extreme_widths()


if __name__ == "__main__":
    main()
