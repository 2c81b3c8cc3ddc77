using System.Text.Json;
using StudioApp.Diffusion.ModelFolders;

namespace StudioApp.Diffusion.Schedulers;

/// <summary>
/// A <c>scheduler_config.json</c> that remembers which of its options were read: what an option would change must never be ignored,
/// so one that is on and that nobody has read is refused by name.
/// </summary>
internal sealed class SchedulerOptions(ModelJson config)
{
    // A configuration is often handed from one scheduler class to another and keeps the first one's options.
    // diffusers itself passes over these in a class that does not know them, so they change nothing there.
    private static readonly HashSet<string> OfOtherClasses = new(StringComparer.Ordinal)
    {
        "algorithm_type", "base_image_seq_len", "base_shift", "beta_end", "beta_schedule", "beta_start", "clip_sample", "clip_sample_range",
        "disable_corrector", "dynamic_thresholding_ratio", "euler_at_final", "final_sigmas_type", "flow_shift", "interpolation_type", "invert_sigmas",
        "lambda_min_clipped", "lower_order_final", "max_image_seq_len", "max_shift", "num_train_timesteps", "original_inference_steps", "predict_x0",
        "prediction_type", "rescale_betas_zero_snr", "sample_max_value", "set_alpha_to_one", "shift", "sigma_data", "sigma_max", "sigma_min",
        "skip_prk_steps", "solver_order", "solver_p", "solver_type", "steps_offset", "stochastic_sampling", "thresholding", "time_shift_type", "timestep_scaling",
        "timestep_spacing", "timestep_type", "trained_betas", "use_beta_sigmas", "use_exponential_sigmas", "use_flow_sigmas", "use_karras_sigmas", "use_lu_lambdas", "variance_type",
    };

    private readonly HashSet<string> _read = new(StringComparer.Ordinal);

    public string ClassName => config.Text("_class_name");

    public bool Flag(string name, bool byDefault) => Find(name) switch
    {
        null => byDefault,
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        _ => throw config.Invalid($"'{name}' must be true or false"),
    };

    public int Integer(string name, int byDefault, int min, int max) => Find(name) switch
    {
        null => byDefault,
        { ValueKind: JsonValueKind.Number } value when value.TryGetInt32(out var number) && number >= min && number <= max => number,
        _ => throw config.Invalid($"'{name}' must be a whole number from {min} to {max}"),
    };

    public double Number(string name, double byDefault, double min, double max) => OptionalNumber(name, min, max) ?? byDefault;

    public double? OptionalNumber(string name, double min, double max) => Find(name) switch
    {
        null => null,
        { } value when ModelJson.TryNumber(value, out var number) && number >= min && number <= max => number,
        _ => throw config.Invalid(FormattableString.Invariant($"'{name}' must be a number from {min} to {max}")),
    };

    public string Text(string name, string byDefault) => Find(name) switch
    {
        null => byDefault,
        { ValueKind: JsonValueKind.String } value => value.GetString()!,
        _ => throw config.Invalid($"'{name}' must be a text"),
    };

    public IReadOnlyList<double>? Numbers(string name)
    {
        if (Find(name) is not { } value)
            return null;
        if (value.ValueKind != JsonValueKind.Array)
            throw config.Invalid($"'{name}' must be a list of numbers");
        return [.. value.EnumerateArray().Select(e => ModelJson.TryNumber(e, out var number) ? number : throw config.Invalid($"'{name}' must be a list of numbers"))];
    }

    /// <summary>One of a few words, each with what it stands for.</summary>
    /// <exception cref="DiffusionException">It is another word: refused by name and value.</exception>
    public T Choice<T>(string name, string byDefault, params ReadOnlySpan<(string Word, T Value)> choices)
    {
        var found = Text(name, byDefault);
        foreach (var (word, value) in choices)
        {
            if (word == found)
                return value;
        }

        throw Unsupported(name, $"'{found}'");
    }

    /// <summary>An option that diffusers has for this class and the studio has not.</summary>
    public void RefuseIfOn(string name)
    {
        if (Find(name) is { } value && !IsOff(value))
            throw Unsupported(name, value.GetRawText());
    }

    /// <summary>To be called when everything known has been read.</summary>
    /// <exception cref="DiffusionException">An option is left that is on.</exception>
    public void RefuseRest()
    {
        foreach (var option in config.Root.EnumerateObject())
        {
            // diffusers' own notes, such as _use_default_values, are no options
            if (!option.Name.StartsWith('_') && !_read.Contains(option.Name) && !OfOtherClasses.Contains(option.Name) && !IsOff(option.Value))
                throw Unsupported(option.Name, option.Value.GetRawText());
        }
    }

    public DiffusionException Unsupported(string name, string value) =>
        DiffusionErrors.SchedulerOption(config.Name, name, ClassName, value);

    public DiffusionException Invalid(string what) => config.Invalid(what);

    private JsonElement? Find(string name)
    {
        _read.Add(name);
        return config.Root.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
    }

    private static bool IsOff(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.False or JsonValueKind.Null => true,
        JsonValueKind.Array => value.GetArrayLength() == 0,
        _ => false,
    };
}
