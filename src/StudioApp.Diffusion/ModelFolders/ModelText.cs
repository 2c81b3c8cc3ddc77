using System.Text;

namespace StudioApp.Diffusion.ModelFolders;

/// <summary>One of a model folder's text files.</summary>
internal static class ModelText
{
    // a vocabulary of 50,000 words is 1 MB; what is larger is no configuration
    private const long LargestFile = 32 << 20;

    /// <exception cref="DiffusionException">It is missing, too large, or no text.</exception>
    // strictly: bytes that are no text must be told here, not where some string is first looked at
    public static string Read(string folder, string name)
    {
        var path = Path.Combine(folder, name);
        try
        {
            return new FileInfo(path).Length <= LargestFile
                ? File.ReadAllText(path, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true))
                : throw Invalid(name, "it is far too large for a configuration");
        }
        catch (DecoderFallbackException e)
        {
            throw Invalid(name, "it is not text in UTF-8", e);
        }
        catch (IOException e)
        {
            throw Invalid(name, $"it cannot be read: {e.Message}", e);
        }
        catch (UnauthorizedAccessException e)
        {
            throw Invalid(name, "the system does not allow reading it", e);
        }
    }

    public static DiffusionException Invalid(string name, string what, Exception? inner = null) =>
        DiffusionErrors.FileInvalid(name, what, inner);
}
