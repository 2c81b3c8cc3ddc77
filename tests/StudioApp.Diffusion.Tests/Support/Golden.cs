using System.Runtime.InteropServices;
using System.Text.Json;

namespace StudioApp.Diffusion.Tests.Support;

/// <summary>The numbers that the model gave in PyTorch when it was exported: <c>models/lantern/golden</c>.</summary>
internal sealed record Golden(string Prompt, long[] InputIds, long[] NegativeIds, int Steps, double GuidanceScale, GoldenFrames Frames)
{
    public static Golden Read() =>
        JsonSerializer.Deserialize<Golden>(File.ReadAllText(Path.Combine(Folder, "golden.json")), JsonSerializerOptions.Web)!;

    public static float[] Load(string name) =>
        MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(Path.Combine(Folder, name + ".f32"))).ToArray();

    /// <summary>The largest distance between two numbers of the same place.</summary>
    public static double Distance(ReadOnlySpan<float> ours, ReadOnlySpan<float> golden)
    {
        Assert.Equal(golden.Length, ours.Length);
        var largest = 0.0;
        for (var i = 0; i < ours.Length; i++)
            largest = Math.Max(largest, Math.Abs(ours[i] - golden[i]));
        return largest;
    }

    private static string Folder => Path.Combine(Repository.Lantern, "golden");
}

internal sealed record GoldenFrames(int Count, int Size);
