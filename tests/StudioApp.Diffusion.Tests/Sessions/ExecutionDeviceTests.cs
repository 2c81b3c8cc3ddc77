using StudioApp.Diffusion.Sessions;

namespace StudioApp.Diffusion.Tests.Sessions;

public sealed class ExecutionDeviceTests
{
    private static readonly string[] CpuBuild = ["CPUExecutionProvider"];
    private static readonly string[] CudaBuild = ["CUDAExecutionProvider", "CPUExecutionProvider"];

    [Theory]
    [InlineData(DevicePreference.Auto, false, "CPU (4 threads)")]
    [InlineData(DevicePreference.Auto, true, "CUDA 1")]
    [InlineData(DevicePreference.Cpu, true, "CPU (4 threads)")]
    [InlineData(DevicePreference.Cuda, true, "CUDA 1")]
    public void Choose_PreferenceAndBuild_GiveTheDevice(DevicePreference preference, bool cudaBuild, string expected)
    {
        var device = ExecutionDevice.Choose(new DiffusionOptions { Device = preference, CudaDevice = 1 }, cudaBuild ? CudaBuild : CpuBuild, processors: 4);
        Assert.Equal(expected, device.Description);
    }

    [Fact]
    public void Choose_CudaOnACpuBuild_SaysHowToGetIt()
    {
        var e = Assert.Throws<DiffusionException>(() => ExecutionDevice.Choose(new DiffusionOptions { Device = DevicePreference.Cuda }, CpuBuild, 4));
        Assert.Equal(DiffusionFault.RuntimeUnsupported, e.Fault);
        Assert.Contains("-p:OnnxRuntime=Gpu", e.Message);
    }

    [Fact]
    public void Choose_ThreadsGiven_AreKept()
    {
        Assert.Equal("CPU (1 thread)", ExecutionDevice.Choose(new DiffusionOptions { Threads = 1 }, CpuBuild, 4).Description);
    }
}
