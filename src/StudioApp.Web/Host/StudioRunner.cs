using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;
using StudioApp.Data;

namespace StudioApp.Web.Host;

internal static partial class StudioRunner
{
    /// <summary>Runs until it is stopped. What a person can put right ends it with a sentence instead of a stack trace.</summary>
    /// <returns>The process's exit code.</returns>
    public static async Task<int> RunStudioAsync(this WebApplication app)
    {
        app.Lifetime.ApplicationStarted.Register(() =>
        {
            foreach (var address in app.Urls)
                Log.Listening(app.Logger, address);
        });

        try
        {
            await app.RunAsync();
            return 0;
        }
        catch (OptionsValidationException e)
        {
            return await RefuseAsync($"The settings cannot be used:{Environment.NewLine}{string.Join(Environment.NewLine, e.Failures)}");
        }
        catch (DataFolderInUseException e)
        {
            return await RefuseAsync(e.Message);
        }
        catch (IOException e) when (e.InnerException is AddressInUseException)
        {
            return await RefuseAsync($"{e.Message} Stop the program that uses it, or choose another port: ./studio run --port 5081");
        }
        catch (UnauthorizedAccessException e)
        {
            return await RefuseAsync($"{e.Message} Choose a folder that you may write to: ./studio run --data DIR");
        }
    }

    private static async Task<int> RefuseAsync(string reason)
    {
        await Console.Error.WriteLineAsync(reason);
        return 1;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "StudioApp is at {Address} (Ctrl+C stops it)")]
        public static partial void Listening(ILogger logger, string address);
    }
}
