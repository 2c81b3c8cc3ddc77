namespace StudioApp.Diffusion.Tests.Support.Toys;

/// <summary>DDIM as its paper writes it, in double precision: what a pipeline's loop is held against. Linear betas 0.001 to 0.012, leading spacing.</summary>
internal static class PlainDdim
{
    public const string Config = """
        { "_class_name": "DDIMScheduler", "beta_schedule": "linear", "beta_start": 0.001, "beta_end": 0.012, "num_train_timesteps": 1000, "clip_sample": false,
          "set_alpha_to_one": true, "steps_offset": 0, "timestep_spacing": "leading", "prediction_type": "epsilon" }
        """;

    private const int Training = 1000;

    /// <param name="first">Steps that are left out at the start.</param>
    /// <param name="predict">The noise, of a sample and a time.</param>
    public static double[] Run(IReadOnlyList<double> sample, int steps, Func<double[], double, double[]> predict, int first = 0)
    {
        var x = sample.ToArray();
        foreach (var t in Times(steps).Skip(first))
        {
            var noise = predict(x, t);
            var (now, next) = (AlphaBar(t), AlphaBar(t - Training / steps));
            for (var i = 0; i < x.Length; i++)
            {
                var clean = (x[i] - Math.Sqrt(1 - now) * noise[i]) / Math.Sqrt(now);
                x[i] = Math.Sqrt(next) * clean + Math.Sqrt(1 - next) * noise[i];
            }
        }

        return x;
    }

    public static IEnumerable<int> Times(int steps) => Enumerable.Range(0, steps).Select(i => i * (Training / steps)).Reverse();

    /// <summary>What is left of the clean sample's variance; all of it before the first training step.</summary>
    public static double AlphaBar(int t)
    {
        var product = 1.0;
        for (var i = 0; i <= t; i++)
            product *= 1 - (0.001 + (0.012 - 0.001) * i / (Training - 1));
        return product;
    }
}
