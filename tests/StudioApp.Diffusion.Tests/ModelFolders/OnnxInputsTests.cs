using StudioApp.Diffusion.ModelFolders;
using StudioApp.Diffusion.Tests.Support;

namespace StudioApp.Diffusion.Tests.ModelFolders;

public sealed class OnnxInputsTests
{
    private static readonly string Unet = Path.Combine(Vectors.Own, "pipelines", "tiny-animatediff", "unet", "model.onnx");

    [Fact]
    public void Read_ADenoiser_KnowsNamesAndShapes()
    {
        var inputs = OnnxInputs.Read(Unet);
        Assert.Equal(["sample", "timestep", "encoder_hidden_states"], inputs.Select(input => input.Name));
        Assert.Equal([1, 4, 16, 8, 8], inputs[0].Shape);
        Assert.Empty(inputs[1].Shape);
    }

    [Fact]
    public void Read_OpenDimensions_AreMinusOne()
    {
        var inputs = OnnxInputs.Read(Path.Combine(Vectors.Own, "pipelines", "tiny-sd", "unet", "model.onnx"));
        Assert.Equal([-1, 4, -1, -1], inputs[0].Shape);
    }

    [Fact]
    public void Read_WhatIsNoGraph_IsEmpty()
    {
        Assert.Empty(OnnxInputs.Read(Unet + ".missing"));
        Assert.Empty(OnnxInputs.Read(Path.Combine(Vectors.Own, "README.md")));
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.9)]
    public void Read_ACutFile_DoesNotFail(double part)
    {
        using var copy = new ModelCopy(Path.GetDirectoryName(Unet)!);
        var bytes = File.ReadAllBytes(Unet);
        File.WriteAllBytes(copy.FileAt("model.onnx"), bytes[..(int)(bytes.Length * part)]);
        Assert.Empty(OnnxInputs.Read(copy.FileAt("model.onnx")));
    }
}
