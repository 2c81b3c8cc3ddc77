using System.Text;
using StudioApp.Diffusion.ModelFolders;
using StudioApp.Diffusion.Tests.Support;

namespace StudioApp.Diffusion.Tests.ModelFolders;

/// <summary>Graphs whose weights lie beside them, written field by field as onnx.proto numbers them.</summary>
public sealed class OnnxWeightsTests
{
    [Fact]
    public void Read_WeightsBesideTheGraph_AreNamedOnce()
    {
        using var folder = new TinyModel("tiny-sd");
        var path = folder.Copy.FileAt("unet/model.onnx");
        File.WriteAllBytes(path, Graph("model.onnx_data", "model.onnx_data", "more/weights.pb"));

        Assert.Equal(["model.onnx_data", "more/weights.pb"], OnnxWeights.Read(path));
    }

    [Fact]
    public void Read_WeightsInside_NamesNone()
    {
        using var folder = new TinyModel("tiny-sd");

        Assert.Empty(OnnxWeights.Read(folder.Copy.FileAt("unet/model.onnx")));
        Assert.Empty(OnnxWeights.Read(folder.Copy.FileAt("unet/config.json")));
        Assert.Empty(OnnxWeights.Read(folder.Copy.FileAt("nothing.onnx")));
    }

    [Fact]
    public void Inspect_WeightsThatAreNotThere_AreMissingByName()
    {
        using var folder = new TinyModel("tiny-sd");
        File.WriteAllBytes(folder.Copy.FileAt("unet/model.onnx"), Graph("model.onnx_data", "weights.pb"));
        File.WriteAllBytes(folder.Copy.FileAt("unet/weights.pb"), [1]);

        var problem = Assert.Single(folder.Read().Problems);
        Assert.Equal((ModelFolderProblemKind.Missing, "unet/model.onnx_data"), (problem.Kind, problem.File));
    }

    [Theory]
    [InlineData("../vae_decoder/model.onnx")]
    [InlineData("/etc/passwd")]
    [InlineData("..\\elsewhere")]
    public void Inspect_WeightsOutsideTheFolder_AreRefused(string location)
    {
        using var folder = new TinyModel("tiny-sd");
        File.WriteAllBytes(folder.Copy.FileAt("unet/model.onnx"), Graph(location));

        var problem = Assert.Single(folder.Read().Problems);
        Assert.Equal((ModelFolderProblemKind.Corrupt, "unet/model.onnx", "weights-outside"), (problem.Kind, problem.File, problem.Code));
    }

    private static byte[] Graph(params string[] locations) =>
        Field(7, [.. locations.SelectMany(location => Field(5, [.. Field(8, Text("weight")), .. Entry("location", location), .. Entry("offset", "0")]))]);

    private static byte[] Entry(string key, string value) => Field(13, [.. Field(1, Text(key)), .. Field(2, Text(value))]);

    private static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);

    private static byte[] Field(int number, byte[] content) => [.. Varint(number << 3 | 2), .. Varint(content.Length), .. content];

    private static IEnumerable<byte> Varint(int value)
    {
        for (; value >= 0x80; value >>= 7)
            yield return (byte)(value | 0x80);
        yield return (byte)value;
    }
}
