using System.Numerics.Tensors;

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

/// <summary>Sample and output weigh so much in something that both decide: it is <c>(Sample * x + Output * model(x)) / Divisor</c>.</summary>
/// <param name="Divisor">Apart from the weights, since it may be zero: then the quotient is infinite, and can be clipped.</param>
internal readonly record struct Weights(double Sample, double Output, double Divisor = 1)
{
    /// <summary>Writes it; the target must be neither of the two.</summary>
    public void Apply(ReadOnlySpan<float> sample, ReadOnlySpan<float> output, Span<float> target)
    {
        Blend.Set(target, Sample, sample, Output, output);
        if (Divisor != 1)
            TensorPrimitives.Divide(target, (float)Divisor, target);
    }
}

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
        Prediction.Epsilon => new(1, -sigma, alpha),
        Prediction.Sample => new(0, 1),
        Prediction.Velocity => new(alpha, -sigma),
        _ => new(1, -sigma),
    };

    public static Weights Noise(this Prediction prediction, double alpha, double sigma) => prediction switch
    {
        Prediction.Epsilon => new(0, 1),
        Prediction.Sample => new(1, -alpha, sigma),
        Prediction.Velocity => new(sigma, alpha),
        _ => new(1, alpha),
    };
}
