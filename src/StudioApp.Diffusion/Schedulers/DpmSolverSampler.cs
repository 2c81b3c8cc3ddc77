namespace StudioApp.Diffusion.Schedulers;

internal sealed class DpmSolverSampler(DpmSolver method, SamplingRequest request)
    : SolverSampler(method.Levels.Lay(request), method.Levels.IsFlow, method.Order, request)
{
    // a walk this short goes down in order at its end
    private const int Short = 15;

    private readonly float[] _noise = method.Stochastic ? new float[request.Size] : [];
    private readonly float[] _epsilon = method.PredictsClean ? [] : new float[request.Size];

    protected override void StepAt(int index, ReadOnlySpan<float> prediction, Span<float> sample, StepNoise noise)
    {
        var level = Level(index);
        Expect(method.Prediction, method.Limit, level, prediction, sample);
        if (method.PredictsClean)
        {
            Outputs.Remember(Clean);
        }
        else
        {
            // from the limited clean sample, which without a limit is the model's own noise
            Blend.Set(_epsilon, 1 / level.Sigma, sample, -level.Alpha / level.Sigma, Clean);
            Outputs.Remember(_epsilon);
        }

        var weights = Weigh(index, OrderAt(index));
        Blend.Scale(sample, weights.Sample);
        for (var i = 0; i < weights.Outputs.Length; i++)
            Blend.Add(sample, weights.Outputs[i], Outputs[i]);
        if (!method.Stochastic)
            return;

        noise.Fill(_noise);
        Blend.Add(sample, weights.Noise, _noise);
    }

    private int OrderAt(int index)
    {
        var isShort = method.LowerOrderFinal && LastIndex + 1 < Short;
        if (index == LastIndex && (method.EulerAtFinal || isShort || method.Levels.EndsClean))
            return 1;
        return Math.Min(Outputs.Count, index == LastIndex - 1 && isShort ? 2 : method.Order);
    }

    private StepWeights Weigh(int index, int order)
    {
        var (here, next) = (Level(index), Level(index + 1));
        var h = next.Lambda - here.Lambda;
        // what the sample keeps, and what the newest output, its slope and its curvature weigh in the integral over h
        var (keep, flat, slope, curve, noise) = (method.PredictsClean, method.Stochastic) switch
        {
            (true, false) => (next.Sigma / here.Sigma, -next.Alpha * Phi1(-h), next.Alpha * Phi2(-h), -next.Alpha * Phi3(-h), 0),
            (true, true) => (
                next.Sigma / here.Sigma * Math.Exp(-h),
                -next.Alpha * Phi1(-2 * h),
                next.Alpha * Phi2(-2 * h),
                next.Alpha * ((1 - Math.Exp(-2 * h) - 2 * h) / (4 * h * h) - 0.5),
                next.Sigma * Math.Sqrt(1 - Math.Exp(-2 * h))),
            (false, false) => (next.Alpha / here.Alpha, -next.Sigma * Phi1(h), -next.Sigma * Phi2Up(h), -next.Sigma * Phi3Up(h), 0),
            (false, true) => (next.Alpha / here.Alpha, -2 * next.Sigma * Phi1(h), -2 * next.Sigma * Phi2Up(h), 0, next.Sigma * Math.Sqrt(Math.Exp(2 * h) - 1)),
        };
        if (order == 1)
            return new StepWeights(keep, noise, [flat]);

        // the midpoint rule takes half of the flat weight for the slope's
        if (order == 2 && !method.IsHeun)
            slope = flat / 2;
        var r0 = (here.Lambda - Level(index - 1).Lambda) / h;
        if (order == 2)
            return new StepWeights(keep, noise, [flat + slope / r0, -slope / r0]);

        // slope and curvature of the parabola through three outputs, by divided differences
        var r1 = (Level(index - 1).Lambda - Level(index - 2).Lambda) / h;
        var near = slope * (1 + r0 / (r0 + r1)) + curve / (r0 + r1);
        var far = -(slope * r0 + curve) / (r0 + r1);
        return new StepWeights(keep, noise, [flat + near / r0, far / r1 - near / r0, -far / r1]);
    }

    private static double Phi1(double x) => Math.Exp(x) - 1;

    // (e^-h - 1) / h + 1 for x = -h
    private static double Phi2(double x) => 1 - Phi1(x) / x;

    private static double Phi2Up(double h) => Phi1(h) / h - 1;

    // (e^-h - 1 + h) / h^2 - 1/2 for x = -h
    private static double Phi3(double x) => (Phi1(x) - x) / (x * x) - 0.5;

    private static double Phi3Up(double h) => (Phi1(h) - h) / (h * h) - 0.5;

    /// <param name="Outputs">Newest first.</param>
    private readonly record struct StepWeights(double Sample, double Noise, double[] Outputs);
}
