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
        Assert.Equal(0.75f, scheduler.Begin(2).Time(1));
    }

    [Theory]
    [InlineData("\"use_karras_sigmas\": true", "use_karras_sigmas")]
    [InlineData("\"use_dynamic_shifting\": true", "use_dynamic_shifting")]
    [InlineData("\"shift_terminal\": 0.02", "shift_terminal")]
    [InlineData("\"something_new\": \"on\"", "something_new")]
    public void Read_OptionThatWouldChangeThePicture_IsRefusedByName(string option, string name)
    {
        var e = Assert.Throws<DiffusionException>(() => Read($$"""{ "_class_name": "FlowMatchEulerDiscreteScheduler", {{option}} }"""));
        Assert.Equal(DiffusionFault.RuntimeUnsupported, e.Fault);
        Assert.Contains(name, e.Message);
    }

    [Fact]
    public void Read_AnotherScheduler_IsRefusedByName()
    {
        var e = Assert.Throws<DiffusionException>(() => Read("""{ "_class_name": "DDIMScheduler" }"""));
        Assert.Equal(DiffusionFault.RuntimeUnsupported, e.Fault);
        Assert.Contains("DDIMScheduler", e.Message);
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
