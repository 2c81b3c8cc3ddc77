using System.Globalization;

namespace StudioApp.Benchmarks;

/// <summary>A class of its own, as <c>Program</c> is the studio's that is measured.</summary>
internal static class Bench
{
    private const string Usage = """
        studio bench [clip | diffusion] [--runs N] [--python PATH]

        clip (when nothing else is said):
        Makes 5-second clips in the real studio (web server, queue, Orleans, model, ffmpeg) on the CPU and prints, in one run:
        time of a clip, the share inside ONNX Runtime and on the stage, what previews cost, time to the first preview frame, peak memory.

        diffusion:
        What pipelines add to their graphs: whole generations against the bare Run calls inside them, and memory that a step allocates, for a mid-size
        AnimateDiff model with random weights and for Lantern. Then Lantern against the same weights in PyTorch, in turn, where a Python has it.

          --runs N        clips with and as many without previews, in turn, or generations of each model (default 7)
          --python PATH   the Python with PyTorch to compare with; else STUDIOAPP_PYTHON names it, else the first in PATH that has PyTorch
        """;

    private static async Task<int> Main(string[] args)
    {
        // figures are read and compared by people of any country, and by scripts
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

        var options = new BenchOptions(Runs: 7, Python: null);
        var measure = ClipBenchmark.RunAsync;
        for (var i = 0; i < args.Length; i++)
        {
            switch (args[i])
            {
                case "--help" or "-h":
                    Console.WriteLine(Usage);
                    return 0;
                case "clip" when i == 0:
                    break;
                case "diffusion" when i == 0:
                    measure = DiffusionBenchmark.RunAsync;
                    break;
                case "--runs" when i + 1 < args.Length && int.TryParse(args[i + 1], out var runs) && runs is >= 1 and <= 1000:
                    options = options with { Runs = runs };
                    i++;
                    break;
                case "--python" when i + 1 < args.Length && args[i + 1].Length > 0:
                    options = options with { Python = args[++i] };
                    break;
                default:
                    Console.Error.WriteLine($"'{args[i]}' is no option of studio bench, or its value is missing.\n\n{Usage}");
                    return 2;
            }
        }

        await measure(options);
        return 0;
    }
}
