using System.Text.Json;
using StudioApp.Diffusion.ModelFolders;

namespace StudioApp.Diffusion.Schedulers;

/// <summary>Reads <c>scheduler_config.json</c> as diffusers writes it. What an option would change must never be ignored, so an unknown one that is on is refused by name.</summary>
internal static class SchedulerFile
{
    public const string Name = "scheduler/scheduler_config.json";

    private const double LargestShift = 100;

    // say nothing about the sampling itself, or count only under use_dynamic_shifting, which is refused
    private static readonly HashSet<string> WithoutEffect = new(StringComparer.Ordinal)
    {
        "_class_name", "_diffusers_version", "num_train_timesteps",
        "base_image_seq_len", "max_image_seq_len", "base_shift", "max_shift", "time_shift_type",
    };

    /// <exception cref="DiffusionException">The file is missing or no JSON, or its class or an option is not supported.</exception>
    public static IScheduler Read(string folder)
    {
        using var config = ModelJson.Read(folder, Name);
        return config.Text("_class_name") switch
        {
            "FlowMatchEulerDiscreteScheduler" => ReadFlowMatchEuler(config),
            var other => throw config.Unsupported($"the scheduler '{other}' is not supported"),
        };
    }

    private static FlowMatchEuler ReadFlowMatchEuler(ModelJson config)
    {
        foreach (var option in config.Root.EnumerateObject())
        {
            var off = option.Value.ValueKind is JsonValueKind.False or JsonValueKind.Null;
            if (!off && option.Name != "shift" && !WithoutEffect.Contains(option.Name))
                throw config.Unsupported($"the option '{option.Name}' of FlowMatchEulerDiscreteScheduler is not supported");
        }

        var shift = config.Root.TryGetProperty("shift", out _) ? config.Number("shift", 0, LargestShift) : 1;
        return shift > 0 ? new FlowMatchEuler(shift) : throw config.Invalid("'shift' must be above 0");
    }
}
