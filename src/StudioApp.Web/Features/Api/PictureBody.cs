using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using StudioApp.Core.Outcomes;
using StudioApp.Core.Pictures;

namespace StudioApp.Web.Features.Api;

/// <summary>Finds the picture's file in a request, without a copy on the way: the body itself, or the first file of a form.</summary>
internal static class PictureBody
{
    /// <param name="take">Reads the file to its end.</param>
    /// <returns>What <paramref name="take"/> said; null for a form without a file.</returns>
    /// <exception cref="BadHttpRequestException">The form is broken, or has no end.</exception>
    public static async Task<Outcome<Picture>?> ReadAsync(HttpRequest request, Func<Stream, Task<Outcome<Picture>>> take, CancellationToken ct)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase))
            return await take(request.Body);

        var boundary = HeaderUtilities.RemoveQuotes(type.Boundary);
        if (boundary.Length == 0)
            throw new BadHttpRequestException("The form's Content-Type names no boundary.");

        try
        {
            var reader = new MultipartReader(boundary.ToString(), request.Body);
            while (await reader.ReadNextSectionAsync(ct) is { } section)
            {
                if (ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition) && disposition.IsFileDisposition())
                    return await take(section.Body);
            }

            return null;
        }
        catch (Exception e) when (e is (IOException or InvalidDataException) and not BadHttpRequestException)
        {
            throw new BadHttpRequestException($"The form cannot be read: {e.Message}", e);
        }
    }
}
