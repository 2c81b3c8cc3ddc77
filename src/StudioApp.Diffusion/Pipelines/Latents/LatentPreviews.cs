using StudioApp.Diffusion.Imaging;
using StudioApp.Diffusion.Sessions;

namespace StudioApp.Diffusion.Pipelines.Latents;

/// <summary>
/// How a model's latents are shown while it still denoises: by the tiny decoder where its folder has one, else by a weight for each channel and colour: known ones,
/// or those that were fitted to its own decoder, beforehand or from the first clip that it decoded.
/// </summary>
internal sealed class LatentPreviews : IDisposable
{
    private readonly SessionFactory _sessions;
    private readonly string _folder;
    private readonly LatentColourFile _file;
    private readonly Func<RunScope, LatentColours?> _fit;
    private readonly Func<bool> _isShort;
    private string? _tinyFile;
    private TinyDecoder? _tiny;
    private LatentColours? _colours;
    private bool _isRead;
    private bool _cannotFit;

    /// <param name="decoder">The decoder's path inside the folder: fitted colours are kept by its weights.</param>
    /// <param name="units">What the denoiser's units are in the decoder's.</param>
    /// <param name="known">Null where nobody has measured this space.</param>
    /// <param name="fit">Finds the colours out now; null where the decoder takes no small picture, or would have to stand beside the denoiser where memory is short.</param>
    /// <param name="isShort">Whether memory is short: a preview must never cost the clip.</param>
    public LatentPreviews(
        SessionFactory sessions, string folder, string decoder, int channels, int scale, string units, LatentColours? known, Func<RunScope, LatentColours?> fit, Func<bool> isShort)
    {
        (_sessions, _folder, Channels, Scale, _colours, _fit, _isShort) = (sessions, folder, channels, scale, known, fit, isShort);
        _file = new LatentColourFile(() => sessions.PlaceFor(Path.Combine(folder, decoder), "colours", units));
        _tinyFile = TinyDecoder.Find(folder);
    }

    public int Channels { get; }

    /// <summary>Pixels along one side of a latent pixel.</summary>
    public int Scale { get; }

    /// <param name="latent">[channels, height, width], as the denoiser leaves it.</param>
    /// <param name="maxSide">Of the picture, at most.</param>
    /// <returns>Null where nothing cheap can draw it yet.</returns>
    public RgbFrame? Draw(float[] latent, int width, int height, int maxSide, RunScope scope) =>
        DrawTiny(latent, width, height, maxSide, scope) ?? Colours(scope)?.Draw(latent, frames: 1, frame: 0, width, height);

    /// <summary>A lesson for a clip that is about to be decoded.</summary>
    /// <param name="width">Of the latent.</param>
    /// <returns>Null where the colours are known.</returns>
    public LatentLesson? Begin(int frameCount, int width) => ReadColours() is null ? new LatentLesson(frameCount, width, Scale, Keep) : null;

    public void Dispose() => _tiny?.Dispose();

    private RgbFrame? DrawTiny(float[] latent, int width, int height, int maxSide, RunScope scope)
    {
        if (_tinyFile is null || _isShort())
            return null;
        try
        {
            _tiny ??= new TinyDecoder(_sessions, _folder, _tinyFile, Channels, Scale);
            return _tiny.Draw(latent, width, height, maxSide, scope);
        }
        catch (DiffusionException e)
        {
            _sessions.TellPreviewFault(_tinyFile, e);
            _tiny?.Dispose();
            (_tiny, _tinyFile) = (null, null);
            return null;
        }
    }

    private LatentColours? Colours(RunScope scope)
    {
        if (ReadColours() is { } known)
            return known;
        if (_cannotFit)
            return null;
        try
        {
            if (_fit(scope) is { } fitted)
                Keep(fitted);
        }
        catch (DiffusionException)
        {
            // whatever is wrong with the decoder is told when the clip is decoded
            _cannotFit = true;
        }
        finally
        {
            scope.EndsStage = false;
        }

        return _colours;
    }

    private LatentColours? ReadColours()
    {
        if (_colours is null && !_isRead)
            _colours = _file.Read(Channels);
        _isRead = true;
        return _colours;
    }

    private void Keep(LatentColours colours)
    {
        _colours = colours;
        _file.Write(colours);
    }
}
