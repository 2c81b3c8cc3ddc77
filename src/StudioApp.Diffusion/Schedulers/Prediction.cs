namespace StudioApp.Diffusion.Schedulers;

/// <summary>What a model's output means (<c>prediction_type</c>).</summary>
internal enum Prediction
{
    /// <summary>The noise.</summary>
    Epsilon,

    /// <summary>The clean sample.</summary>
    Sample,

    /// <summary>alpha noise - sigma clean: Salimans and Ho, "Progressive distillation for fast sampling of diffusion models", ICLR 2022.</summary>
    Velocity,

    /// <summary>noise - clean, along the straight path x = (1 - sigma) clean + sigma noise.</summary>
    Flow,
}

/// <summary>Sample and output weigh so much in something that both decide: it is <c>Sample * x + Output * model(x)</c>.</summary>
internal readonly record struct Weights(double Sample, double Output);

/// <summary>What a model's output says of a sample x = alpha clean + sigma noise.</summary>
internal static class Predictions
{
    /// <param name="known">Those that the method can use.</param>
    public static Prediction Read(SchedulerOptions options, params ReadOnlySpan<Prediction> known)
    {
        var found = options.Choice(
            "prediction_type",
            "epsilon",
            ("epsilon", Prediction.Epsilon),
            ("sample", Prediction.Sample),
            ("v_prediction", Prediction.Velocity),
            ("flow_prediction", Prediction.Flow));
        return known.Contains(found) ? found : throw options.Unsupported("prediction_type", $"'{options.Text("prediction_type", "")}'");
    }

    public static Weights Clean(this Prediction prediction, double alpha, double sigma) => prediction switch
    {
        Prediction.Epsilon => new(1 / alpha, -sigma / alpha),
        Prediction.Sample => new(0, 1),
        Prediction.Velocity => new(alpha, -sigma),
        _ => new(1, -sigma),
    };

    public static Weights Noise(this Prediction prediction, double alpha, double sigma) => prediction switch
    {
        Prediction.Epsilon => new(0, 1),
        Prediction.Sample => new(1 / sigma, -alpha / sigma),
        Prediction.Velocity => new(sigma, alpha),
        _ => new(1, alpha),
    };
}
