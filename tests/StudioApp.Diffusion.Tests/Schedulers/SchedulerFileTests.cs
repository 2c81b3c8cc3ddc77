using StudioApp.Diffusion.Schedulers;

namespace StudioApp.Diffusion.Tests.Schedulers;

public sealed class SchedulerFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("studio-scheduler-");

    [Fact]
    public void Read_AsDiffusersWritesIt_KeepsTheShift()
    {
        var scheduler = Read("""
            { "_class_name": "FlowMatchEulerDiscreteScheduler", "_diffusers_version": "0.35.1", "base_image_seq_len": 256, "base_shift": 0.5, "invert_sigmas": false,
              "max_image_seq_len": 4096, "max_shift": 1.15, "num_train_timesteps": 1000, "shift": 3.0, "shift_terminal": null, "stochastic_sampling": false,
              "time_shift_type": "exponential", "use_beta_sigmas": false, "use_dynamic_shifting": false, "use_exponential_sigmas": false, "use_karras_sigmas": false }
            """);
        Assert.Equal(750, scheduler.Begin(new SamplingRequest(2, Size: 1) { Sigmas = [1, 0.5] }).Time(1));
    }

    [Theory]
    [InlineData("FlowMatchEulerDiscreteScheduler", "\"something_new\": \"on\"", "something_new")]
    [InlineData("DDIMScheduler", "\"beta_schedule\": \"sigmoid\"", "beta_schedule")]
    [InlineData("DDIMScheduler", "\"timestep_spacing\": \"uneven\"", "timestep_spacing")]
    [InlineData("DDPMScheduler", "\"variance_type\": \"learned_range\"", "variance_type")]
    [InlineData("DPMSolverMultistepScheduler", "\"variance_type\": \"learned_range\"", "variance_type")]
    [InlineData("PNDMScheduler", "\"prediction_type\": \"sample\"", "prediction_type")]
    [InlineData("DPMSolverMultistepScheduler", "\"solver_type\": \"rk4\"", "solver_type")]
    [InlineData("UniPCMultistepScheduler", "\"solver_p\": { \"_class_name\": \"DDIMScheduler\" }", "solver_p")]
    public void Read_OptionThatIsNotSupported_IsRefusedByName(string scheduler, string option, string name)
    {
        var e = Assert.Throws<DiffusionException>(() => Read($$"""{ "_class_name": "{{scheduler}}", {{option}} }"""));
        Assert.Equal(DiffusionFault.RuntimeUnsupported, e.Fault);
        Assert.Contains(name, e.Message);
    }

    // Stable Diffusion XL's own file: Euler's, with what PNDM left in it
    [Fact]
    public void Read_OptionsOfAnotherClass_ChangeNothing()
    {
        var scheduler = Read("""
            { "_class_name": "EulerDiscreteScheduler", "beta_end": 0.012, "beta_schedule": "scaled_linear", "beta_start": 0.00085, "clip_sample": false,
              "interpolation_type": "linear", "num_train_timesteps": 1000, "prediction_type": "epsilon", "sample_max_value": 1.0, "set_alpha_to_one": false,
              "skip_prk_steps": true, "steps_offset": 1, "timestep_spacing": "leading", "trained_betas": null, "use_karras_sigmas": false }
            """);
        Assert.Equal(951, scheduler.Begin(new SamplingRequest(20, Size: 1)).Time(0));
    }

    // what diffusers itself passes over: its own notes, and options of classes that it did not read the file for
    [Theory]
    [InlineData("DDIMScheduler", "\"_use_default_values\": [\"clip_sample_range\"]")]
    [InlineData("DDIMScheduler", "\"use_beta_sigmas\": true, \"use_flow_sigmas\": true, \"use_exponential_sigmas\": true")]
    [InlineData("EulerAncestralDiscreteScheduler", "\"use_karras_sigmas\": true, \"use_beta_sigmas\": true")]
    [InlineData("EulerDiscreteScheduler", "\"use_flow_sigmas\": true, \"flow_shift\": 3.0")]
    [InlineData("DPMSolverMultistepScheduler", "\"variance_type\": \"fixed_small\"")]
    public void Read_WhatDiffusersPassesOver_ChangesNothing(string scheduler, string options)
    {
        var (with, without) = (Walk($"{{ \"_class_name\": \"{scheduler}\", {options} }}"), Walk($"{{ \"_class_name\": \"{scheduler}\" }}"));
        Assert.Equal(without.Sigmas.ToArray(), with.Sigmas.ToArray());
        Assert.Equal(Enumerable.Range(0, 10).Select(without.Time), Enumerable.Range(0, 10).Select(with.Time));

        ISampler Walk(string json) => Read(json).Begin(new SamplingRequest(10, Size: 1));
    }

    [Fact]
    public void Read_TwoCurvesAtOnce_IsRefusedByTheirNames()
    {
        var e = Assert.Throws<DiffusionException>(() => Read("""{ "_class_name": "HeunDiscreteScheduler", "use_beta_sigmas": true, "use_karras_sigmas": true }"""));
        Assert.Contains("'use_karras_sigmas' and 'use_beta_sigmas'", e.Message);
    }

    // Runge-Kutta wants four steps: fewer are taken without it, and never none
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Begin_FewerStepsThanRungeKuttaWants_StillWalks(int steps)
    {
        var sampler = Read("""{ "_class_name": "PNDMScheduler" }""").Begin(new SamplingRequest(steps, Size: 1));
        Assert.True(sampler.Steps >= steps);
    }

    // what Python writes for a number that JSON has no word for
    [Fact]
    public void Read_MinusInfinity_IsANumber()
    {
        var scheduler = Read("""{ "_class_name": "DPMSolverMultistepScheduler", "lambda_min_clipped": -Infinity, "variance_type": null }""");
        Assert.Equal(999, scheduler.Begin(new SamplingRequest(20, Size: 1)).Time(0));
    }

    [Fact]
    public void Read_AnotherScheduler_IsRefusedByName()
    {
        var e = Assert.Throws<DiffusionException>(() => Read("""{ "_class_name": "KDPM2DiscreteScheduler" }"""));
        Assert.Equal(DiffusionFault.RuntimeUnsupported, e.Fault);
        Assert.Contains("KDPM2DiscreteScheduler", e.Message);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{ "_class_name": 3 }""")]
    [InlineData("""{ "_class_name": "FlowMatchEulerDiscreteScheduler", "shift": 0 }""")]
    [InlineData("""{ "_class_name": "FlowMatchEulerDiscreteScheduler", "shift": "three" }""")]
    public void Read_BrokenFile_NamesIt(string json)
    {
        var e = Assert.Throws<DiffusionException>(() => Read(json));
        Assert.Equal(DiffusionFault.ModelInvalid, e.Fault);
        Assert.Equal(SchedulerFile.Name, e.Where);
        Assert.Contains(SchedulerFile.Name, e.Message);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private IScheduler Read(string json)
    {
        Directory.CreateDirectory(Path.Combine(_folder.FullName, "scheduler"));
        File.WriteAllText(Path.Combine(_folder.FullName, SchedulerFile.Name), json);
        return SchedulerFile.Read(_folder.FullName);
    }
}
