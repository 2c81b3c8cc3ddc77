namespace StudioApp.Diffusion.Schedulers.Schedules;

/// <summary>
/// Below which number a part of a beta distribution lies whose shapes are both 0.6. The part below x is x^a / B(a, a) times the sum over n of
/// (1 - a)_n / (n! (a + n)) x^n: NIST, "Digital library of mathematical functions", 8.17.7. All of its terms are positive, and for x up to a half it converges fast.
/// </summary>
internal static class BetaQuantile
{
    private const double Shape = 0.6;

    /// <summary>B(0.6, 0.6).</summary>
    private const double Whole = 2.415344208002472;

    private const double Precision = 1e-16;
    private const int MostTerms = 100;
    private const int MostSteps = 50;

    /// <param name="part">0 to 1.</param>
    public static double Of(double part)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(part);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(part, 1);
        // the distribution is the same from both ends
        return part <= 0.5 ? OfLowerHalf(part) : 1 - OfLowerHalf(1 - part);
    }

    // Newton's method in u = x^a, in which the part is nearly a line, and convex: from above it never oversteps
    private static double OfLowerHalf(double part)
    {
        var u = part * Whole * Shape;
        for (var step = 0; step < MostSteps && u > 0; step++)
        {
            var x = Math.Pow(u, 1 / Shape);
            // d part / d u, from the density x^(a-1) (1-x)^(a-1) / B and d x / d u = x^(1-a) / a
            var change = (u * Series(x) / Whole - part) / (Math.Pow(1 - x, Shape - 1) / (Whole * Shape));
            u -= change;
            if (Math.Abs(change) <= Precision * u)
                break;
        }

        return Math.Pow(u, 1 / Shape);
    }

    private static double Series(double x)
    {
        var (sum, term) = (1 / Shape, 1.0);
        for (var n = 1; n < MostTerms; n++)
        {
            term *= (n - Shape) / n * x;
            var more = term / (Shape + n);
            sum += more;
            if (more < Precision * sum)
                break;
        }

        return sum;
    }
}
