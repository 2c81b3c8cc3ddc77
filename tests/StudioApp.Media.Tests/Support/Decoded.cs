using System.Diagnostics;
using System.Globalization;

namespace StudioApp.Media.Tests.Support;

/// <summary>Reads files back with ffmpeg and ffprobe themselves, so that a test does not judge the library by the library.</summary>
internal static class Decoded
{
    /// <summary>Every frame as RGB24, by the colour matrix that the file names.</summary>
    public static async Task<byte[][]> FramesAsync(string path, int width, int height)
    {
        var raw = await RunAsync("ffmpeg", "-v", "error", "-i", path, "-vf", "scale=out_range=pc:flags=accurate_rnd+full_chroma_int,format=rgb24", "-f", "rawvideo", "-");
        return [.. raw.Chunk(width * height * 3)];
    }

    /// <summary>One value of the first video stream, as ffprobe prints it.</summary>
    public static async Task<string> StreamAsync(string path, string entry) =>
        Text(await RunAsync("ffprobe", "-v", "error", "-select_streams", "v:0", "-show_entries", $"stream={entry}", "-of", "csv=p=0", path));

    public static async Task<(int Width, int Height)> SizeAsync(string path)
    {
        var parts = (await StreamAsync(path, "width,height")).Split(',');
        return (int.Parse(parts[0], CultureInfo.InvariantCulture), int.Parse(parts[1], CultureInfo.InvariantCulture));
    }

    /// <summary>Peak signal to noise ratio over all frames, in dB.</summary>
    public static double Psnr(IReadOnlyList<byte[]> expected, IReadOnlyList<byte[]> actual)
    {
        Assert.Equal(expected.Count, actual.Count);
        double squares = 0;
        foreach (var (first, second) in expected.Zip(actual))
        {
            Assert.Equal(first.Length, second.Length);
            for (var i = 0; i < first.Length; i++)
                squares += (first[i] - second[i]) * (first[i] - second[i]);
        }

        var mean = squares / expected.Sum(f => (long)f.Length);
        return 10 * Math.Log10(255.0 * 255.0 / mean);
    }

    private static string Text(byte[] output) => System.Text.Encoding.UTF8.GetString(output).Trim();

    private static async Task<byte[]> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = new MemoryStream();
        await process.StandardOutput.BaseStream.CopyToAsync(output);
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, await errors);
        return output.ToArray();
    }
}
