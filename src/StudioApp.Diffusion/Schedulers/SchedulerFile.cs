using StudioApp.Diffusion.ModelFolders;

namespace StudioApp.Diffusion.Schedulers;

/// <summary>Reads <c>scheduler_config.json</c> as diffusers writes it.</summary>
internal static class SchedulerFile
{
    public const string Name = "scheduler/scheduler_config.json";

    /// <exception cref="DiffusionException">The file is missing or no JSON, or its class or an option is not supported.</exception>
    public static IScheduler Read(string folder)
    {
        using var config = ModelJson.Read(folder, Name);
        return Read(config);
    }

    /// <inheritdoc cref="Read(string)"/>
    public static IScheduler Read(ModelJson config)
    {
        var options = new SchedulerOptions(config);
        IScheduler scheduler = options.ClassName switch
        {
            "DDIMScheduler" => Ddim.Read(options),
            "DDPMScheduler" => Ddpm.Read(options),
            "PNDMScheduler" => Pndm.Read(options),
            "EulerDiscreteScheduler" => EulerDiscrete.Read(options),
            "EulerAncestralDiscreteScheduler" => EulerAncestral.Read(options),
            "HeunDiscreteScheduler" => Heun.Read(options),
            "DPMSolverMultistepScheduler" => DpmSolver.Read(options),
            "UniPCMultistepScheduler" => UniPc.Read(options),
            "LCMScheduler" => Lcm.Read(options),
            "FlowMatchEulerDiscreteScheduler" => FlowMatchEuler.Read(options),
            var other => throw DiffusionErrors.SchedulerUnknown(config.Name, other),
        };
        options.RefuseRest();
        return scheduler;
    }
}
