namespace StudioApp.Diffusion.Numerics;

/// <summary>A few linear equations.</summary>
internal static class LinearSystem
{
    /// <summary>By elimination with row pivots, in place.</summary>
    /// <param name="rows">As many as unknowns, each with one coefficient an unknown and then the right-hand side; not singular.</param>
    public static double[] Solve(double[][] rows)
    {
        for (var i = 0; i < rows.Length; i++)
        {
            var pivot = Enumerable.Range(i, rows.Length - i).MaxBy(row => Math.Abs(rows[row][i]));
            (rows[i], rows[pivot]) = (rows[pivot], rows[i]);
            for (var below = i + 1; below < rows.Length; below++)
            {
                var factor = rows[below][i] / rows[i][i];
                for (var column = i; column <= rows.Length; column++)
                    rows[below][column] -= factor * rows[i][column];
            }
        }

        var solution = new double[rows.Length];
        for (var i = rows.Length - 1; i >= 0; i--)
        {
            var rest = rows[i][^1];
            for (var column = i + 1; column < rows.Length; column++)
                rest -= rows[i][column] * solution[column];
            solution[i] = rest / rows[i][i];
        }

        return solution;
    }
}
